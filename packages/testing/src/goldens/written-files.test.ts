import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { albert } from "@transonnx/albert";
import { bert } from "@transonnx/bert";
import { encodeSafetensors } from "@transonnx/checkpoint";
import { nodeFolder } from "@transonnx/checkpoint/node";
import { createRegistry } from "@transonnx/core";
import { distilbert } from "@transonnx/distilbert";
import { electra } from "@transonnx/electra";
import { exportModel } from "@transonnx/exporter";
import { nodeOutput } from "@transonnx/exporter/node";
import type { NDArray, NumericData } from "@transonnx/graph";
import { mpnet } from "@transonnx/mpnet";
import { camembert, data2vecText, roberta, xlmRoberta } from "@transonnx/roberta";
import { runOnnx } from "../onnxruntime/run-onnx.ts";
import { GOLDEN_TOLERANCE } from "./compare.ts";
import type { Golden } from "./golden.ts";
import { goldenTensors } from "./golden-arrays.ts";
import { readGoldens } from "./read-goldens.ts";
import { worstOf } from "./run-golden.ts";

type NumericArray = { dtype: Exclude<NDArray["dtype"], "string">; shape: readonly number[]; data: NumericData };

const definitions = [albert, bert, camembert, data2vecText, distilbert, electra, mpnet, roberta, xlmRoberta];
const registry = createRegistry(definitions);
const goldens = definitions.flatMap(({ modelType }) =>
  readGoldens(new URL(`../../../../fixtures/goldens/${modelType}`, import.meta.url)),
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "transonnx-goldens-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** The golden as a checkpoint folder, exported; the path of its model. */
async function exported(golden: Golden, weights: "embed" | "external" | "link"): Promise<string> {
  const place = path.join(folder, `${golden.modelType}-${golden.task}`);
  const output = `${place}-${weights}`;
  await mkdir(place, { recursive: true });
  await writeFile(path.join(place, "config.json"), JSON.stringify(golden.config));
  await writeFile(path.join(place, "model.safetensors"), encodeSafetensors(numeric(goldenTensors(golden))));
  const { task, modelType } = await exportModel({
    checkpoint: nodeFolder(place),
    registry,
    output: nodeOutput(output),
    weights,
  });
  // The task comes from the architecture that the config names.
  expect([modelType, task]).toEqual([golden.modelType, golden.task]);
  return path.join(output, "model.onnx");
}

/** Checkpoints hold no strings. */
const numeric = (tensors: ReadonlyMap<string, NDArray>) =>
  [...tensors].map(([name, { dtype, shape, data }]) => [name, { dtype, shape, data }] as [string, NumericArray]);

test("all six tasks of the nine model types are here", () => {
  expect(goldens).toHaveLength(54);
});

describe.each([
  ["in the model", "embed"],
  ["in a file beside it", "external"],
  ["in the checkpoint's own file", "link"],
] as const)("with weights %s", (_, weights) => {
  test.each(goldens.map((golden) => [`${golden.modelType}, ${golden.task}`, golden] as const))(
    "%s is as PyTorch computes it",
    async (_, golden) => {
      const model = await exported(golden, weights);
      expect(await runOnnx(model, (run) => worstOf(golden, run))).toBeLessThanOrEqual(GOLDEN_TOLERANCE);
    },
  );
});
