import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { gemma, gemma2, gemma3Text } from "../src/index.ts";

const definitions = { gemma, gemma2, gemma3_text: gemma3Text };

describe("what is not built is refused by name", () => {
  test.each<readonly [keyof typeof definitions, string, unknown]>([
    ["gemma", "num_attention_heads", 15],
    ["gemma", "num_key_value_heads", null],
    ["gemma", "hidden_act", "gelu_11"],
    ["gemma", "partial_rotary_factor", 0.5],
    ["gemma", "rope_scaling", { rope_type: "longest" }],
    ["gemma2", "layer_types", ["full_attention"]],
    ["gemma2", "layer_types", Array.from({ length: 26 }, () => "chunked_attention")],
    ["gemma2", "sliding_window", null],
    ["gemma2", "query_pre_attn_scalar", 0],
    ["gemma2", "attn_logit_softcapping", 0],
    ["gemma2", "final_logit_softcapping", -30],
    ["gemma3_text", "sliding_window_pattern", 0],
    ["gemma3_text", "use_bidirectional_attention", "all"],
  ])("%s: %s: %j", (modelType, field, value) => {
    const parse = () => definitions[modelType].parseConfig({ [field]: value });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(`"${field}"`);
  });
});

describe("the configurations of checkpoints are read", () => {
  test("gemma-2b names its activation twice", () => {
    const config = { hidden_act: "gelu", hidden_activation: "gelu_pytorch_tanh", num_attention_heads: 8 };
    const parsed = gemma.parseConfig({ ...config, num_key_value_heads: 1, pad_token_id: 0 });
    expect(parsed).toMatchObject({ hidden_act: "gelu", head_dim: 256 });
  });

  test("gemma-2-9b lists no layers: every second sees all tokens", () => {
    const config = {
      attn_logit_softcapping: 50.0,
      cache_implementation: "hybrid",
      final_logit_softcapping: 30.0,
      hidden_act: "gelu_pytorch_tanh",
      hidden_activation: "gelu_pytorch_tanh",
      num_hidden_layers: 4,
      query_pre_attn_scalar: 224,
      sliding_window: 4096,
      sliding_window_size: 4096,
    };
    const [sliding, full] = ["sliding_attention", "full_attention"];
    expect(gemma2.parseConfig(config).layer_types).toEqual([sliding, full, sliding, full]);
  });

  test("gemma-3-1b-it: every sixth sees all tokens", () => {
    const config = {
      attn_logit_softcapping: null,
      eos_token_id: [1, 106],
      final_logit_softcapping: null,
      num_attention_heads: 4,
      num_key_value_heads: 1,
      query_pre_attn_scalar: 256,
      rope_local_base_freq: 10000,
      rope_scaling: null,
      sliding_window: 512,
      sliding_window_pattern: 6,
    };
    const { layer_types, sliding_window } = gemma3Text.parseConfig(config);
    const full = (layer_types as readonly string[]).flatMap((type, i) => (type === "full_attention" ? [i] : []));
    expect([full, sliding_window]).toEqual([[5, 11, 17, 23], 512]);
  });

  test("embeddinggemma-300m: a window of 512 tokens is half behind and half ahead", () => {
    const config = { _sliding_window_pattern: 6, sliding_window: 512, use_bidirectional_attention: true };
    expect(gemma3Text.parseConfig(config).sliding_window).toBe(257);
  });
});
