import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { parseYolosConfig } from "../src/index.ts";

describe("parseYolosConfig", () => {
  test("has transformers' defaults", () => {
    expect(parseYolosConfig({})).toMatchObject({
      hidden_size: 768,
      image_size: [512, 864],
      patch_size: 16,
      num_detection_tokens: 100,
      use_mid_position_embeddings: true,
    });
  });

  test("takes the pictures of yolos-tiny, which patches do not fill", () => {
    const json = { hidden_size: 192, num_attention_heads: 3, image_size: [800, 1333] };
    expect(parseYolosConfig({ ...json, use_mid_position_embeddings: false })).toMatchObject(json);
  });

  test("takes such pictures too where no layers have positions between them", () => {
    const json = { num_hidden_layers: 1, image_size: [800, 1333], use_mid_position_embeddings: true };
    expect(parseYolosConfig(json)).toMatchObject(json);
  });

  test.each([
    [{ hidden_size: 10 }, "a multiple of num_attention_heads = 12"],
    [{ image_size: [800, 1333] }, "a multiple of patch_size = 16, as use_mid_position_embeddings is true"],
    [{ patch_size: [16, 16] }, "a positive integer"],
    [{ num_detection_tokens: 0 }, "a positive integer"],
  ])("refuses %j", (json, expected) => {
    expect(() => parseYolosConfig(json)).toThrow(ConfigError);
    expect(() => parseYolosConfig(json)).toThrow(expected);
  });
});
