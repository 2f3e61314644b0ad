import { describe, expect, test } from "@jest/globals";
import { ConfigError, UnexpectedTensorError } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";
import { evaluateGolden, GOLDEN_TOLERANCE, goldenGraph, goldenTensors, readGoldens, renamed } from "@transonnx/testing";
import { detr } from "../src/index.ts";

const goldens = readGoldens(new URL("../../../../fixtures/goldens/detr", import.meta.url));
const goldenOf = (task: string) => goldens.find((golden) => golden.task === task)!;
const [model, detector, segmenter] = ["feature-extraction", "object-detection", "image-segmentation"].map(goldenOf);

const vector = (): NDArray => ({ dtype: "float32", shape: [1], data: Float32Array.of(0) });
const named = (...names: readonly string[]) => names.map((name): [string, NDArray] => [name, vector()]);
const [heads, masks] = [
  ["class_labels_classifier.weight", "bbox_predictor.layers.0.bias"],
  ["mask_head.lay1.weight", "bbox_attention.q_linear.weight"],
];

describe("a file of another class", () => {
  test.each([
    ["the model in one for detection", model!, "model.", heads],
    ["the model in one for segmentation", model!, "detr.model.", [...masks, ...heads.map((name) => `detr.${name}`)]],
    ["the detector in one for segmentation", detector!, "detr.", masks],
    ["the model with counters of batches", model!, "", ["backbone.conv_encoder.model.bn1.num_batches_tracked"]],
  ])("is read: %s", async (_, golden, prefix, more) => {
    const file = new Map([...renamed(goldenTensors(golden), (name) => prefix + name), ...named(...more)]);
    expect(await evaluateGolden(detr, golden, file)).toBeLessThan(GOLDEN_TOLERANCE);
  });
});

test("a layer that the config does not know is an error", () => {
  const file = new Map([...goldenTensors(model!), ...named("encoder.layers.9.fc1.weight")]);
  expect(() => goldenGraph(detr, model!, file)).toThrow(UnexpectedTensorError);
});

test.each([
  [
    "maps to refine them",
    {
      backbone_config: { ...(segmenter!.config.backbone_config as object), out_features: ["stage4"], out_indices: [4] },
    },
    "at least 3 out_features",
  ],
  ["channels that groups share", { encoder_attention_heads: 4 }, "a multiple of 8 with encoder_attention_heads = 4"],
])("masks need %s", (_, fields, expected) => {
  const golden = { ...segmenter!, config: { ...segmenter!.config, ...fields } };
  const build = () => goldenGraph(detr, golden, goldenTensors(segmenter!));
  expect(build).toThrow(ConfigError);
  expect(build).toThrow(expected);
});
