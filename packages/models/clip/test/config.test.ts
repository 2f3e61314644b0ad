import { describe, expect, test } from "@jest/globals";
import { parseCLIPConfig } from "../src/index.ts";

describe("a config of before 2023", () => {
  const old = { hidden_size: 768, num_attention_heads: 12, eos_token_id: 2 };

  test("holds its parts twice, and what it says last counts", () => {
    const { text_config } = parseCLIPConfig({ text_config: { hidden_size: 32 }, text_config_dict: old });
    expect(text_config).toMatchObject({ hidden_size: 768, eos_token_id: 2, hidden_act: "quick_gelu" });
  });

  test("has the defaults of what it says last", () => {
    const { text_config } = parseCLIPConfig({ text_config: { eos_token_id: 2 }, text_config_dict: {} });
    expect(text_config).toMatchObject({ eos_token_id: 49407 });
  });

  test("may leave the second place empty", () => {
    const { vision_config } = parseCLIPConfig({ vision_config: { patch_size: 16 }, vision_config_dict: null });
    expect(vision_config).toMatchObject({ patch_size: 16, image_size: 224 });
  });
});

describe("refused", () => {
  test.each([
    ["text_config.hidden_size", { text_config: { num_attention_heads: 7 } }],
    ["vision_config.hidden_size", { vision_config: { num_attention_heads: 7 } }],
    ["vision_config.image_size", { vision_config: { image_size: 230 } }],
    ["vision_config.hidden_act", { vision_config: { hidden_act: "gelu_11" } }],
    ["projection_dim", { projection_dim: 0 }],
    ["text_config", { text_config: "large" }],
    ["vision_config_dict", { vision_config_dict: [768] }],
  ])("%s", (field, config) => {
    expect(() => parseCLIPConfig(config)).toThrow(expect.objectContaining({ name: "ConfigError", field }));
  });
});
