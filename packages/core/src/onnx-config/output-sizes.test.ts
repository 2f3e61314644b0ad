import { expect, test } from "@jest/globals";
import type { AxesByName } from "../tasks/axes.ts";
import { OnnxConfig } from "./onnx-config.ts";
import { outputSizes } from "./output-sizes.ts";

class PictureOnnxConfig extends OnnxConfig {
  override get inputs(): AxesByName {
    return { pixel_values: { 0: "batch_size", 2: "height", 3: "width" } };
  }
  override get outputs(): AxesByName {
    return { logits: { 0: "batch_size", 1: "num_labels", 2: "height", 3: "frames" } };
  }
}

const onnxConfig = new PictureOnnxConfig({ model_type: "picture" });

test.each([
  [
    "an input's name where it is true",
    ["batch_size", "c", "height", "w"],
    ["batch_size", "num_labels", "height", "frames"],
  ],
  [
    "what is computed where it is not",
    ["batch_size", "c", "floor((height)/4)", "w"],
    ["batch_size", "num_labels", "floor((height)/4)", "frames"],
  ],
  ["the number where there is but one", ["batch_size", 5, 8, "w"], ["batch_size", 5, 8, "frames"]],
] as const)("an output's size is %s", (_, sizes, declared) => {
  expect(outputSizes(onnxConfig)("logits", sizes)).toEqual(declared);
});
