import { expect, test } from "@jest/globals";
import { UnexpectedTensorError } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";
import { evaluateGolden, GOLDEN_TOLERANCE, goldenGraph, goldenTensors, readGoldens, renamed } from "@transonnx/testing";
import { beit } from "../src/index.ts";

const goldens = readGoldens(new URL("../../../../fixtures/goldens/beit", import.meta.url));
const golden = goldens.find(({ task }) => task === "feature-extraction")!;
const alone = goldenTensors(golden);

const vector = (): NDArray => ({ dtype: "float32", shape: [1], data: Float32Array.of(0) });

test.each([
  ["for masked image modelling", ["layernorm.weight", "lm_head.weight", "beit.embeddings.mask_token"]],
  [
    "for segmentation",
    ["decode_head.classifier.weight", "auxiliary_head.convs.0.bn.num_batches_tracked", "fpn1.0.weight"],
  ],
  ["of old versions", ["beit.encoder.layer.0.attention.attention.relative_position_bias.relative_position_index"]],
])("the base model of a file %s", async (_, more) => {
  const file = new Map([
    ...renamed(alone, (name) => `beit.${name}`),
    ...more.map((name): [string, NDArray] => [name, vector()]),
  ]);
  expect(await evaluateGolden(beit, golden, file)).toBeLessThan(GOLDEN_TOLERANCE);
});

test("a bias of all layers that the config does not know is an error", () => {
  const file = new Map([...alone, ["encoder.relative_position_bias.relative_position_bias_table", vector()] as const]);
  expect(() => goldenGraph(beit, golden, file)).toThrow(UnexpectedTensorError);
});
