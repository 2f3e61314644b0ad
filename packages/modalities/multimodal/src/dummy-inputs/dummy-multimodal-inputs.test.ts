import { describe, expect, test } from "@jest/globals";
import { NormalizedConfig, OptionError } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";
import {
  ContrastiveOnnxConfig,
  DummyBboxInputGenerator,
  DummyPointsGenerator,
  DummyVisionEmbeddingsGenerator,
} from "../index.ts";

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
    expect(pairs.validationSizes).toMatchObject({ text_batch_size: [3, 2, 1, 2], height: [16, 25, 32, 32] });
  });

  test("refuses no texts at all", () => {
    expect(() => pairs.generateDummyInputs({ text_batch_size: 0 } as object)).toThrow(OptionError);
  });
});

describe("a model of one half of texts and pictures", () => {
  test.each([
    ["text_model", ["input_ids", "attention_mask"], { text_embeds: { 0: "text_batch_size" } }],
    ["vision_model", ["pixel_values"], { image_embeds: { 0: "batch_size" } }],
  ] as const)("%s", (part, inputs, outputs) => {
    const half = pairs.withPart(part);
    expect([Object.keys(half.onnxInputs), half.outputs]).toEqual([inputs, outputs]);
  });

  test("is none where the task has no texts", () => {
    expect(new PairOnnxConfig(config, "image-classification").extraParts).toEqual([]);
  });
});

test("points have a place each and one of the labels -1, 0 and 1", () => {
  const sizes = { batch_size: 2, point_batch_size: 3, nb_points_per_image: 20 };
  const points = new DummyPointsGenerator("feature-extraction", new NormalizedConfig({ model_type: "any" }), sizes);
  expect(points.generate("input_points").shape).toEqual([2, 3, 20, 2]);
  const { shape, data } = points.generate("input_labels");
  expect(shape).toEqual([2, 3, 20]);
  expect([...new Set(Array.from(data as BigInt64Array, Number))].sort((a, b) => a - b)).toEqual([-1, 0, 1]);
});

describe("what pictures are encoded to has the sizes", () => {
  const parts = { prompt_encoder_config: { image_embedding_size: 8 }, vision_config: { output_channels: 6 } };
  const normalized = new NormalizedConfig({ model_type: "any", ...parts });
  const shapeOf = (options: object) =>
    new DummyVisionEmbeddingsGenerator("feature-extraction", normalized, options).generate("image_embeddings").shape;

  test("of the config, or those given", () => {
    expect(shapeOf({ batch_size: 3 })).toEqual([3, 6, 8, 8]);
    expect(shapeOf({ image_embedding_size: 5, output_channels: 2 })).toEqual([2, 2, 5, 5]);
  });

  test("which are positive", () => {
    expect(() => shapeOf({ output_channels: 0 })).toThrow(OptionError);
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
