import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { gptNeox } from "../src/index.ts";

describe("what is not built is refused by name", () => {
  test.each([
    ["hidden_size", 6145],
    ["head_dim", 48],
    ["rotary_pct", 0],
    ["rotary_pct", 1.25],
    ["rope_scaling", { rope_type: "ntk", factor: 2 }],
    ["hidden_act", "gelu_11"],
    ["use_parallel_residual", null],
  ])("%s: %j", (field, value) => {
    const parse = () => gptNeox.parseConfig({ [field]: value });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(`"${field}"`);
  });
});

test("an odd number of entries that turn has no yarn", () => {
  const odd = { hidden_size: 40, num_attention_heads: 2, rotary_pct: 0.25 };
  const yarn = { rope_type: "yarn", factor: 2 };
  expect(gptNeox.parseConfig(odd)).toMatchObject({ head_dim: 20 });
  expect(() => gptNeox.parseConfig({ ...odd, rope_scaling: yarn })).toThrow('"rotary_pct"');
});

test("rotary_pct and rotary_emb_base hold where others say the same", () => {
  const saved = { rotary_pct: 0.5, partial_rotary_factor: 0.25, rotary_emb_base: 500000, rope_theta: 10000 };
  expect(gptNeox.parseConfig(saved)).toMatchObject({ partial_rotary_factor: 0.5, rope_theta: 500000 });
});

test("the fields of pythia-70m are read", () => {
  const config = {
    architectures: ["GPTNeoXForCausalLM"],
    bos_token_id: 0,
    eos_token_id: 0,
    hidden_act: "gelu",
    hidden_size: 512,
    intermediate_size: 2048,
    layer_norm_eps: 1e-5,
    max_position_embeddings: 2048,
    num_attention_heads: 8,
    num_hidden_layers: 6,
    rotary_emb_base: 10000,
    rotary_pct: 0.25,
    tie_word_embeddings: false,
    use_cache: true,
    use_parallel_residual: true,
    vocab_size: 50304,
  };
  expect(gptNeox.parseConfig(config)).toMatchObject({ head_dim: 64, partial_rotary_factor: 0.25 });
});
