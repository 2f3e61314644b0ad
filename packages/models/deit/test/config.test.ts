import { expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { deit } from "../src/index.ts";

test.each([
  ["hidden_act", "gelu_11"],
  ["hidden_size", 770],
  ["image_size", 225],
  ["patch_size", [16]],
  ["num_channels", 0],
  ["qkv_bias", null],
  ["encoder_stride", 0],
  ["pruned_heads", { 0: [1] }],
])("%s: %j is refused by name", (field, value) => {
  const parse = () => deit.parseConfig({ [field]: value });
  expect(parse).toThrow(ConfigError);
  expect(parse).toThrow(`"${field}"`);
});

test("pictures and patches need not be square", () => {
  const sizes = { image_size: [32, 48], patch_size: [16, 8] };
  expect(deit.parseConfig(sizes)).toMatchObject(sizes);
});

test.each([
  ["DeiTForImageClassification", "image-classification"],
  ["DeiTForImageClassificationWithTeacher", "image-classification"],
  ["DeiTForMaskedImageModeling", "masked-im"],
])("%s is exported for %s", (architecture, task) => {
  expect(deit.architectures[architecture]).toBe(task);
});
