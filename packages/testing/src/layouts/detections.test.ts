import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  env,
  type ImageSegmentationPipeline,
  type ObjectDetectionPipeline,
  pipeline,
  type Tensor,
} from "@huggingface/transformers";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { detr } from "@transonnx/detr";
import { segformer } from "@transonnx/segformer";
import { yolos } from "@transonnx/yolos";
import { GOLDEN_TOLERANCE } from "../goldens/compare.ts";
import { exportPictured, type Floats, floatsDifference, type Pictured, pictureOf, readPictured } from "./pictured.ts";

let work: string;
beforeAll(async () => {
  work = await mkdtemp(path.join(tmpdir(), "transonnx-detections-"));
  env.allowRemoteModels = false;
  env.localModelPath = work;
});
afterAll(() => rm(work, { recursive: true }));

const expectFloats = (found: Tensor, expected: Floats) =>
  expect(floatsDifference(found, expected)).toBeLessThanOrEqual(GOLDEN_TOLERANCE);

interface Detected extends Pictured {
  readonly logits: Floats;
  readonly boxes: Floats;
  readonly threshold: number;
  readonly detections: readonly {
    readonly label: string;
    readonly score: number;
    readonly box: readonly [xmin: number, ymin: number, xmax: number, ymax: number];
  }[];
}

describe.each([detr, yolos])("object-detection with $modelType", (definition) => {
  const given = readPictured<Detected>(definition);
  let detector: ObjectDetectionPipeline;
  beforeAll(async () => {
    detector = await pipeline("object-detection", await exportPictured(definition, given, work));
  });
  afterAll(() => detector.dispose());

  test("gives the logits and boxes of transformers", async () => {
    const inputs = await detector.processor([pictureOf(given)]);
    expectFloats(inputs.pixel_values, given.pixelValues);
    const { logits, pred_boxes } = await detector.model(inputs);
    expectFloats(logits, given.logits);
    expectFloats(pred_boxes, given.boxes);
  });

  test("finds what transformers finds", async () => {
    const found = await detector(pictureOf(given), { threshold: given.threshold, percentage: true });
    expect(found.map(({ label }) => label)).toEqual(given.detections.map(({ label }) => label));
    for (const [i, { score, box }] of given.detections.entries()) {
      expect(found[i]!.score).toBeCloseTo(score, 5);
      const { xmin, ymin, xmax, ymax } = found[i]!.box;
      for (const [side, size] of [xmin, ymin, xmax, ymax].entries()) expect(size).toBeCloseTo(box[side]!, 5);
    }
  });
});

interface Segmented extends Pictured {
  readonly logits: Floats;
  readonly segments: readonly number[];
}

test("image-segmentation with segformer draws the segments of transformers", async () => {
  const given = readPictured<Segmented>(segformer);
  const name = await exportPictured(segformer, given, work);
  const segmenter: ImageSegmentationPipeline = await pipeline("image-segmentation", name);
  const { logits } = await segmenter.model(await segmenter.processor(pictureOf(given)));
  expectFloats(logits, given.logits);
  const drawn = await segmenter(pictureOf(given), { target_sizes: [given.logits.shape.slice(2)] });
  const ids = [...new Set(given.segments)].sort((a, b) => a - b);
  expect(drawn.map(({ label }) => label)).toEqual(ids.map((id) => `LABEL_${id}`));
  for (const [i, id] of ids.entries())
    expect([...drawn[i]!.mask.data]).toEqual(given.segments.map((segment) => (segment === id ? 255 : 0)));
  await segmenter.dispose();
});
