import { expect, test } from "@jest/globals";
import { TensorShapeError, UnexpectedTensorError } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";
import { evaluateGolden, GOLDEN_TOLERANCE, goldenGraph, goldenTensors, readGoldens, renamed } from "@transonnx/testing";
import { segformer } from "../src/index.ts";

const goldens = readGoldens(new URL("../../../../fixtures/goldens/segformer", import.meta.url));
const goldenOf = (task: string) => goldens.find((golden) => golden.task === task)!;
const [model, classifier] = [goldenOf("feature-extraction"), goldenOf("image-classification")];
const vector = (name: string): [string, NDArray] => [name, { dtype: "float32", shape: [1], data: Float32Array.of(0) }];

test.each([
  ["classification", ["classifier.weight"]],
  ["segmentation", ["decode_head.linear_c.0.proj.weight", "decode_head.batch_norm.num_batches_tracked"]],
])("the model is read from a file for %s", async (_, more) => {
  const prefixed = renamed(goldenTensors(model), (name) => `segformer.${name}`);
  const file = new Map([...prefixed, ...more.map(vector)]);
  expect(await evaluateGolden(segformer, model, file)).toBeLessThan(GOLDEN_TOLERANCE);
});

test("a block that the config does not count is an error", () => {
  const fewer = { ...model, config: { ...model.config, num_encoder_blocks: 3 } };
  expect(() => goldenGraph(segformer, fewer, goldenTensors(model))).toThrow(UnexpectedTensorError);
});

test("a classifier of another block's width is an error", () => {
  const fewer = { ...classifier, config: { ...classifier.config, num_encoder_blocks: 3 } };
  expect(() => goldenGraph(segformer, fewer, goldenTensors(classifier))).toThrow(TensorShapeError);
});
