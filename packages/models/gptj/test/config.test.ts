import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { gptj } from "../src/index.ts";

describe("what is not built is refused by name", () => {
  test.each([
    ["n_embd", 4097],
    ["rotary_dim", 0],
    ["rotary_dim", 63],
    ["rotary_dim", 258],
    ["rotary_dim", null],
    ["activation_function", "gelu_11"],
    ["add_cross_attention", true],
  ])("%s: %j", (field, value) => {
    const parse = () => gptj.parseConfig({ [field]: value });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(`"${field}"`);
  });
});

test("the fields of gpt-j-6b are read", () => {
  const config = {
    activation_function: "gelu_new",
    architectures: ["GPTJForCausalLM"],
    gradient_checkpointing: false,
    n_embd: 4096,
    n_head: 16,
    n_inner: null,
    n_layer: 28,
    n_positions: 2048,
    rotary: true,
    rotary_dim: 64,
    scale_attn_weights: true,
    summary_type: "cls_index",
    task_specific_params: { "text-generation": { do_sample: true, max_length: 50, temperature: 1 } },
    tie_word_embeddings: false,
    vocab_size: 50400,
  };
  expect(gptj.parseConfig(config)).toMatchObject({ head_dim: 256, rotary_dim: 64 });
});
