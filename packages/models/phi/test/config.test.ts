import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { phi } from "../src/index.ts";

describe("what is not built is refused by name", () => {
  test.each([
    ["head_dim", 0],
    ["partial_rotary_factor", 0.01],
    ["partial_rotary_factor", 0.05],
    ["partial_rotary_factor", 1.5],
    ["rope_scaling", { rope_type: "ntk", factor: 2 }],
    ["qk_layernorm", null],
    ["hidden_act", "gelu_11"],
    ["auto_map", { AutoModelForCausalLM: "modeling_mixformer_sequential.MixFormerSequentialForCausalLM" }],
  ])("%s: %j", (field, value) => {
    const parse = () => phi.parseConfig({ [field]: value });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(`"${field}"`);
  });
});

test("a head's only turning entry would become two", () => {
  const small = { hidden_size: 8, num_attention_heads: 4, partial_rotary_factor: 0.5 };
  expect(() => phi.parseConfig(small)).toThrow("an even number of turning entries of a head's 2, not 1");
});

test("heads of queries share those of keys evenly", () => {
  expect(() => phi.parseConfig({ num_key_value_heads: 5 })).toThrow("a multiple of num_key_value_heads = 5");
});

test("the fields of phi-2 are read", () => {
  const config = {
    architectures: ["PhiForCausalLM"],
    auto_map: {
      AutoConfig: "microsoft/phi-2--configuration_phi.PhiConfig",
      AutoModelForCausalLM: "microsoft/phi-2--modeling_phi.PhiForCausalLM",
    },
    attention_dropout: 0,
    embd_pdrop: 0,
    hidden_act: "gelu_new",
    hidden_size: 2560,
    intermediate_size: 10240,
    layer_norm_eps: 1e-5,
    max_position_embeddings: 2048,
    num_attention_heads: 32,
    num_hidden_layers: 32,
    num_key_value_heads: 32,
    partial_rotary_factor: 0.4,
    qk_layernorm: false,
    resid_pdrop: 0.1,
    rope_scaling: null,
    rope_theta: 10000,
    vocab_size: 51200,
  };
  expect(phi.parseConfig(config)).toMatchObject({ head_dim: 80, num_key_value_heads: 32 });
});
