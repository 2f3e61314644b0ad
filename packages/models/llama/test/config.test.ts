import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import {
  granite,
  llama,
  mistral,
  olmo2,
  parseLlamaConfig,
  parseMistralConfig,
  parsePhi3Config,
  parseQwen2Config,
  parseSmolLM3Config,
  phi3,
  qwen2,
  qwen3,
  smollm3,
} from "../src/index.ts";

const family = [llama, mistral, qwen2, qwen3, smollm3, phi3, granite, olmo2];
const [full, sliding] = ["full_attention", "sliding_attention"] as const;
const longrope = { short_factor: [1, 1], long_factor: [2, 4] };
const small = { hidden_size: 8, num_attention_heads: 2 };

describe("defaults", () => {
  test.each([
    [llama, 32, 128, 10000],
    [mistral, 8, 128, 10000],
    [qwen2, 32, 128, 10000],
    [qwen3, 32, 128, 10000],
    [smollm3, 4, 128, 2000000],
    [phi3, 32, 96, 10000],
    [granite, 32, 128, 10000],
    [olmo2, 32, 128, 10000],
  ])("of $modelType are transformers'", ({ modelType, parseConfig }, num_key_value_heads, head_dim, rope_theta) => {
    expect(parseConfig({})).toMatchObject({ model_type: modelType, num_key_value_heads, head_dim, rope_theta });
  });

  test("heads share the width, and have keys of their own, where no file says otherwise", () => {
    const heads = { num_key_value_heads: null, head_dim: null };
    expect(parseLlamaConfig({ ...small, ...heads })).toMatchObject({ num_key_value_heads: 2, head_dim: 4 });
  });
});

describe("layers slide", () => {
  const layers = { num_hidden_layers: 4 };

  test("all or none in Mistral", () => {
    expect(parseMistralConfig({ ...layers, sliding_window: 3 }).layer_types).toEqual(Array(4).fill(sliding));
    expect(parseMistralConfig({ ...layers, sliding_window: null }).layer_types).toEqual(Array(4).fill(full));
  });

  test("from max_window_layers on in Qwen, and only with use_sliding_window", () => {
    const fields = { ...layers, sliding_window: 3, max_window_layers: 3 };
    expect(parseQwen2Config({ ...fields, use_sliding_window: true }).layer_types).toEqual([full, full, full, sliding]);
    expect(parseQwen2Config(fields)).toMatchObject({ sliding_window: null, layer_types: Array(4).fill(full) });
  });

  test("where they do not turn in SmolLM3", () => {
    const fields = { ...layers, sliding_window: 3, use_sliding_window: true, no_rope_layer_interval: 2 };
    expect(parseSmolLM3Config(fields)).toMatchObject({
      no_rope_layers: [1, 0, 1, 0],
      layer_types: [full, sliding, full, sliding],
    });
  });
});

describe("Phi-3's longrope", () => {
  test.each(["longrope", "su", "yarn"])("may be called %s", (type) => {
    const { rope_scaling } = parsePhi3Config({ ...small, rope_scaling: { type, ...longrope } });
    expect(rope_scaling).toEqual({ type: "longrope", ...longrope });
  });
});

test("Phi-3's checkpoints may name their own code, which is transformers' by now", () => {
  const auto_map = {
    AutoConfig: "configuration_phi3.Phi3Config",
    AutoModelForCausalLM: "modeling_phi3.Phi3ForCausalLM",
  };
  expect(() => parsePhi3Config({ auto_map })).not.toThrow();
});

describe("every type refuses by name", () => {
  test.each([
    [{ rope_scaling: { rope_type: "mrope", mrope_section: [1] } }, '"rope_scaling"'],
    [{ num_attention_heads: 32, num_key_value_heads: 3 }, "expected a multiple of num_key_value_heads = 3"],
    [{ head_dim: 7 }, "expected an even number of turning entries"],
    [{ partial_rotary_factor: 0.01 }, '"partial_rotary_factor" is 0.01'],
    [{ hidden_act: "snake" }, '"hidden_act" is "snake"'],
    [{ quantization_config: { bits: 4 } }, "Quantised checkpoints are not read"],
  ])("%j", (json, message) => {
    for (const { parseConfig } of family) {
      expect(() => parseConfig(json)).toThrow(ConfigError);
      expect(() => parseConfig(json)).toThrow(message);
    }
  });
});

describe("a type refuses by name", () => {
  test.each([
    [llama, { partial_rotary_factor: 0.5 }, '"partial_rotary_factor" is 0.5: expected 1'],
    [mistral, { sliding_window: 0 }, '"sliding_window" is 0'],
    [mistral, { num_hidden_layers: 2, layer_types: [sliding, full] }, "sliding_attention for all layers"],
    [mistral, { num_hidden_layers: 2, layer_types: [sliding] }, "one type for each of num_hidden_layers = 2"],
    [qwen2, { num_hidden_layers: 2, layer_types: [full] }, "one type for each of num_hidden_layers = 2"],
    [qwen2, { num_hidden_layers: 2, layer_types: [full, sliding] }, "full_attention only"],
    [qwen2, { num_hidden_layers: 1, layer_types: ["chunked_attention"] }, "a list of full_attention and sliding"],
    [qwen3, { head_dim: null }, '"head_dim" is null'],
    [smollm3, { num_hidden_layers: 2, no_rope_layers: [1] }, "a number for each of num_hidden_layers = 2"],
    [smollm3, { no_rope_layers: [2] }, "a list of 0 and 1"],
    [smollm3, { num_hidden_layers: 2, layer_types: [full, sliding] }, "full_attention only"],
    [phi3, { rope_scaling: { type: "linear", factor: 2 } }, "an object whose type is longrope"],
    [phi3, { rope_scaling: { rope_type: "longrope", ...longrope } }, "an object whose type is longrope"],
    [phi3, { rope_scaling: { type: "longrope", ...longrope } }, "expected 48 numbers"],
    [granite, { logits_scaling: null }, '"logits_scaling" is null'],
    [olmo2, { rope_scaling: { type: "yarn", factor: 2 } }, "whose type is linear or dynamic"],
    [olmo2, { rope_scaling: { type: "linear", factor: 1 } }, "whose factor is above 1"],
  ])("$modelType: %j", ({ parseConfig }, json, message) => {
    expect(() => parseConfig(json)).toThrow(ConfigError);
    expect(() => parseConfig(json)).toThrow(message);
  });
});

test("the first Llama's files have a padding token of -1, which no text has", () => {
  expect(parseLlamaConfig({ pad_token_id: -1 }).pad_token_id).toBe(-1);
  expect(() => parseLlamaConfig({ pad_token_id: -2 })).toThrow('"pad_token_id" is -2');
});

test("of an odd number of entries Phi-3 turns one more, others none", () => {
  const odd = { hidden_size: 24, num_attention_heads: 2, partial_rotary_factor: 0.75 }; // 9 of 12
  expect(parsePhi3Config(odd).partial_rotary_factor).toBe(0.75);
  expect(() => parseLlamaConfig({ hidden_size: 18, num_attention_heads: 2 })).toThrow(ConfigError);
});
