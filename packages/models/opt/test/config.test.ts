import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { opt } from "../src/index.ts";

describe("what is not built is refused by name", () => {
  test.each([
    ["hidden_size", 770],
    ["word_embed_proj_dim", 0],
    ["do_layer_norm_before", null],
    ["activation_function", "gelu_11"],
    ["quantization_config", { bits: 4 }],
  ])("%s: %j", (field, value) => {
    const parse = () => opt.parseConfig({ [field]: value });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(`"${field}"`);
  });
});

test("the fields of opt-350m are read", () => {
  const config = {
    _remove_final_layer_norm: false,
    activation_dropout: 0,
    activation_function: "relu",
    architectures: ["OPTForCausalLM"],
    do_layer_norm_before: false,
    ffn_dim: 4096,
    hidden_size: 1024,
    max_position_embeddings: 2048,
    num_attention_heads: 16,
    num_hidden_layers: 24,
    pad_token_id: 1,
    prefix: "</s>",
    vocab_size: 50272,
    word_embed_proj_dim: 512,
  };
  expect(opt.parseConfig(config)).toMatchObject({ head_dim: 64, word_embed_proj_dim: 512, tie_word_embeddings: true });
});
