import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { FalconOnnxConfig, parseFalconConfig } from "../src/index.ts";

const sizes = { hidden_size: 32, num_attention_heads: 4 };

describe("the heads that the cache keeps", () => {
  test.each([
    ["one with multi_query", { num_kv_heads: 2 }, 1],
    ["as many as query heads without", { multi_query: false }, 4],
    ["as many as query heads in the new architecture", { new_decoder_architecture: true, num_kv_heads: 2 }, 4],
  ])("are %s", (_, json, heads) => {
    const config = parseFalconConfig({ ...sizes, ...json });
    const inputs = new FalconOnnxConfig(config, "text-generation-with-past").inputTypes();
    expect(inputs["past_key_values.0.key"]!.shape).toEqual(["batch_size", heads, "past_sequence_length", 8]);
  });
});

test("with alibi there are no position ids", () => {
  const names = (alibi: boolean) =>
    Object.keys(new FalconOnnxConfig(parseFalconConfig({ alibi }), "text-generation").onnxInputs);
  expect(names(false)).toEqual(["input_ids", "attention_mask", "position_ids"]);
  expect(names(true)).toEqual(["input_ids", "attention_mask"]);
});

test("the new architecture has two norms unless told", () => {
  expect(parseFalconConfig({ new_decoder_architecture: true }).num_ln_in_parallel_attn).toBe(2);
});

test("a head of odd size does not turn, so ALiBi takes it", () => {
  const odd = { hidden_size: 20, num_attention_heads: 4 };
  expect(parseFalconConfig({ ...odd, alibi: true }).head_dim).toBe(5);
  expect(() => parseFalconConfig(odd)).toThrow('"head_dim" is 5');
});

describe("what transformers cannot run is refused by name", () => {
  const isNew = { ...sizes, new_decoder_architecture: true };
  test.each([
    ["hidden_size", { hidden_size: 33, num_attention_heads: 4 }],
    ["num_attention_heads", { ...isNew, num_kv_heads: 3 }],
    ["parallel_attn", { ...isNew, parallel_attn: false }],
    ["num_ln_in_parallel_attn", { ...isNew, num_ln_in_parallel_attn: 3 }],
    ["num_ln_in_parallel_attn", { ...sizes, num_ln_in_parallel_attn: 2 }],
    ["num_kv_heads", { ...sizes, multi_query: false, num_kv_heads: 2 }],
    ["rope_scaling", { ...sizes, rope_scaling: { rope_type: "ntk" } }],
    ["partial_rotary_factor", { ...sizes, partial_rotary_factor: 0.5 }],
    ["activation", { ...sizes, activation: "swiglu" }],
  ])("%s: %j", (field, json) => {
    const parse = () => parseFalconConfig(json);
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(`falcon: the config's "${field}"`);
  });
});

test("code that transformers has adopted is not what the checkpoint brings", () => {
  const auto_map = {
    AutoConfig: "configuration_falcon.FalconConfig",
    AutoModelForCausalLM: "tiiuae/falcon-7b--modeling_falcon.FalconForCausalLM",
  };
  expect(parseFalconConfig({ ...sizes, auto_map }).auto_map).toBeUndefined();
  expect(() => parseFalconConfig({ ...sizes, auto_map: { AutoModel: "modeling_RW.RWModel" } })).toThrow('"auto_map"');
});
