import { expect, test } from "@jest/globals";
import { UnexpectedTensorError } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";
import { evaluateGolden, GOLDEN_TOLERANCE, goldenGraph, goldenTensors, readGoldens, renamed } from "@transonnx/testing";
import { yolos } from "../src/index.ts";

const goldens = readGoldens(new URL("../../../../fixtures/goldens/yolos", import.meta.url));
const golden = goldens.find(({ task }) => task === "feature-extraction")!;
const vector = (name: string): [string, NDArray] => [name, { dtype: "float32", shape: [1], data: Float32Array.of(0) }];

test("the model is read from a file for detection", async () => {
  const file = new Map([
    ...renamed(goldenTensors(golden), (name) => `vit.${name}`),
    ...["class_labels_classifier.layers.0.weight", "bbox_predictor.layers.2.bias"].map(vector),
  ]);
  expect(await evaluateGolden(yolos, golden, file)).toBeLessThan(GOLDEN_TOLERANCE);
});

test("positions between layers are left unread where the config has none", () => {
  const without = { ...golden, config: { ...golden.config, use_mid_position_embeddings: false } };
  const { parameters } = goldenGraph(yolos, without, goldenTensors(golden));
  expect(parameters).not.toContain("encoder.mid_position_embeddings");
});

test("a layer that the config does not know is an error", () => {
  const file = new Map([...goldenTensors(golden), vector("encoder.layer.9.layernorm_before.weight")]);
  expect(() => goldenGraph(yolos, golden, file)).toThrow(UnexpectedTensorError);
});
