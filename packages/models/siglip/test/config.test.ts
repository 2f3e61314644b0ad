import { describe, expect, test } from "@jest/globals";
import {
  parseSiglipConfig,
  parseSiglipVisionConfig,
  SiglipOnnxConfig,
  SiglipVisionModelOnnxConfig,
} from "../src/index.ts";

describe("what real checkpoints say", () => {
  test("google/siglip-base-patch16-224 names its parts alone", () => {
    const config = parseSiglipConfig({ text_config: { model_type: "siglip_text_model" }, vision_config: {} });
    expect(config.text_config).toMatchObject({ vocab_size: 32000, max_position_embeddings: 64, projection_size: 768 });
    expect(config.vision_config).toMatchObject({ image_size: 224, patch_size: 16, hidden_act: "gelu_pytorch_tanh" });
  });

  test("google/siglip-so400m-patch14-384 has 27 x 27 patches, and 6 pixels in none", () => {
    const sizes = { hidden_size: 1152, intermediate_size: 4304, num_attention_heads: 16, num_hidden_layers: 27 };
    const vision_config = { ...sizes, image_size: 384, patch_size: 14 };
    const config = parseSiglipConfig({ text_config: { ...sizes }, vision_config });
    expect(new SiglipOnnxConfig(config).validationSizes).toMatchObject({ height: [28, 43, 256, 256] });
  });
});

describe("refused", () => {
  const parse = (text_config: object, vision_config: object) => () => parseSiglipConfig({ text_config, vision_config });

  test.each([
    ["text_config.projection_size", { projection_size: 512 }, {}],
    ["text_config.projection_size", { hidden_size: 1152, num_attention_heads: 16 }, {}],
    ["text_config.hidden_size", { num_attention_heads: 7 }, {}],
    ["vision_config.hidden_size", {}, { num_attention_heads: 7 }],
    ["vision_config.vision_use_head", {}, { vision_use_head: false }],
    ["vision_config.image_size", {}, { image_size: 8 }],
    ["vision_config.hidden_act", {}, { hidden_act: "gelu_11" }],
    ["vision_config", {}, [768]],
  ])("%s", (field, text, vision) => {
    expect(parse(text, vision)).toThrow(expect.objectContaining({ name: "ConfigError", where: "siglip", field }));
  });
});

test("a vision model without a head has no vector of the whole picture", () => {
  const outputs = (config: object) =>
    Object.keys(new SiglipVisionModelOnnxConfig(parseSiglipVisionConfig({ ...config })).outputs);
  expect(outputs({})).toEqual(["last_hidden_state", "pooler_output"]);
  expect(outputs({ vision_use_head: false })).toEqual(["last_hidden_state"]);
});
