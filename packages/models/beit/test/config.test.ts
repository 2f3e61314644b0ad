import { expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { beit } from "../src/index.ts";

test.each([
  ["hidden_act", "gelu_11"],
  ["hidden_size", 770],
  ["image_size", 225],
  ["layer_scale_init_value", null],
  ["use_relative_position_bias", "yes"],
  ["use_mean_pooling", null],
  ["pruned_heads", { 0: [1] }],
])("%s: %j is refused by name", (field, value) => {
  const parse = () => beit.parseConfig({ [field]: value });
  expect(parse).toThrow(ConfigError);
  expect(parse).toThrow(`"${field}"`);
});

test("relative positions take pictures of any shape; absolute ones are read as a square", () => {
  const wide = { image_size: [32, 48], use_relative_position_bias: true };
  expect(beit.parseConfig(wide)).toMatchObject(wide);
  expect(() => beit.parseConfig({ ...wide, use_absolute_position_embeddings: true })).toThrow(
    'the config\'s "image_size" is [32,48]: expected a square, or a square number of patches of patch_size = 16',
  );
});
