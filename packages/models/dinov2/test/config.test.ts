import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { dinov2 } from "../src/index.ts";

test.each([
  ["hidden_act", "gelu_11"],
  ["hidden_size", 770],
  ["mlp_ratio", "4"],
  ["image_size", 225],
  ["use_swiglu_ffn", null],
  ["num_hidden_layers", 0],
  ["pruned_heads", { 0: [1] }],
])("%s: %j is refused by name", (field, value) => {
  const parse = () => dinov2.parseConfig({ [field]: value });
  expect(parse).toThrow(ConfigError);
  expect(parse).toThrow(`"${field}"`);
});

describe("positions are read as a square where the config's pictures are not", () => {
  test("which 14 x 56 pixels, 4 patches, allow", () => {
    expect(dinov2.parseConfig({ image_size: [14, 56] })).toMatchObject({ image_size: [14, 56] });
  });

  test("and 14 x 42 pixels, 3 patches, do not", () => {
    expect(() => dinov2.parseConfig({ image_size: [14, 42] })).toThrow(
      'the config\'s "image_size" is [14,42]: expected a square, or a square number of patches of patch_size = 14',
    );
  });
});
