import { describe, expect, test } from "@jest/globals";
import { NormalizedConfig, OptionError } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";
import { ContrastiveOnnxConfig, DummyBboxInputGenerator } from "../index.ts";

class PairOnnxConfig extends ContrastiveOnnxConfig {}

const config = {
  model_type: "any",
  text_config: { vocab_size: 9 },
  vision_config: { image_size: 32, patch_size: 8 },
};
const pairs = new PairOnnxConfig(config, "zero-shot-image-classification");
const shapesOf = (inputs: Readonly<Record<string, NDArray>>) =>
  Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, shape]));

describe("generateDummyInputs of a model of texts and pictures", () => {
  test("makes as many texts as pictures", () => {
    expect(shapesOf(pairs.generateDummyInputs({ batch_size: 3, sequence_length: 5 }))).toEqual({
      pixel_values: [3, 3, 32, 32],
      input_ids: [3, 5],
      attention_mask: [3, 5],
    });
  });

  test("makes as many texts as text_batch_size says", () => {
    const shapes = shapesOf(pairs.generateDummyInputs({ batch_size: 3, text_batch_size: 4 } as object));
    expect(shapes).toEqual({ pixel_values: [3, 3, 32, 32], input_ids: [4, 16], attention_mask: [4, 16] });
    expect(shapesOf(pairs.generateDummyInputs({ textBatchSize: 4 } as object)).input_ids).toEqual([4, 16]);
  });

  test("takes an explicit height and width before the config's", () => {
    const sizes = { batch_size: 1, height: 8, image_width: 16 };
    expect(pairs.generateDummyInputs(sizes).pixel_values?.shape).toEqual([1, 3, 8, 16]);
  });

  test("reads the sizes of each part in its own config", () => {
    const { input_ids } = pairs.generateDummyInputs({ text_batch_size: 50 } as object);
    expect(Math.max(...Array.from(input_ids!.data as ArrayLike<number>, Number))).toBe(8);
  });

  test("makes pictures alone where the task has no texts", () => {
    const pictures = new PairOnnxConfig(config, "image-classification");
    expect(shapesOf(pictures.generateDummyInputs())).toEqual({ pixel_values: [2, 3, 32, 32] });
  });

  test("runs other numbers of texts than of pictures in a validation", () => {
    expect(pairs.validationSizes).toMatchObject({ text_batch_size: [3, 2, 1, 2], height: [16, 25, 32, 8] });
  });

  test("refuses no texts at all", () => {
    expect(() => pairs.generateDummyInputs({ text_batch_size: 0 } as object)).toThrow(OptionError);
  });
});

test("all words of a page stand at its corner", () => {
  const sizes = { batch_size: 2, sequence_length: 3 };
  const boxes = new DummyBboxInputGenerator("fill-mask", new NormalizedConfig({ model_type: "any" }), sizes);
  expect(boxes.generate("bbox", { intDtype: "int32" })).toEqual({
    dtype: "int32",
    shape: [2, 3, 4],
    data: new Int32Array(24),
  });
});
