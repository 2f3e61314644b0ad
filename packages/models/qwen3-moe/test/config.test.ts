import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { qwen3Moe } from "../src/index.ts";

describe("what is not built is refused by name", () => {
  test.each([
    ["num_attention_heads", 30],
    ["num_key_value_heads", null],
    ["num_experts", -1],
    ["num_experts_per_tok", 129],
    ["decoder_sparse_step", 0],
    ["mlp_only_layers", [-1]],
    ["layer_types", ["sliding_attention"]],
    ["partial_rotary_factor", 0.5],
    ["hidden_act", "swiglu"],
  ])("%s: %j", (field, value) => {
    const parse = () => qwen3Moe.parseConfig({ [field]: value });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(`"${field}"`);
  });
});

test("the fields of Qwen3-30B-A3B are read", () => {
  const config = {
    architectures: ["Qwen3MoeForCausalLM"],
    attention_bias: false,
    decoder_sparse_step: 1,
    head_dim: 128,
    hidden_act: "silu",
    hidden_size: 2048,
    intermediate_size: 6144,
    max_position_embeddings: 40960,
    max_window_layers: 48,
    mlp_only_layers: [],
    moe_intermediate_size: 768,
    norm_topk_prob: true,
    num_attention_heads: 32,
    num_experts: 128,
    num_experts_per_tok: 8,
    num_hidden_layers: 48,
    num_key_value_heads: 4,
    output_router_logits: false,
    rope_scaling: null,
    rope_theta: 1000000.0,
    router_aux_loss_coef: 0.001,
    sliding_window: null,
    use_sliding_window: false,
    vocab_size: 151936,
  };
  expect(qwen3Moe.parseConfig(config)).toMatchObject(config);
});

test("a window counts only where it is used, and no list of layers is an empty one", () => {
  const config = { use_sliding_window: false, sliding_window: 4096, mlp_only_layers: null };
  expect(qwen3Moe.parseConfig(config)).toMatchObject({ sliding_window: null, mlp_only_layers: [], head_dim: 64 });
});
