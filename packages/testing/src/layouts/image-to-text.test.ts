import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { AutoModelForVision2Seq, env, Tensor } from "@huggingface/transformers";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { mbart } from "@transonnx/bart";
import { memoryFolder } from "@transonnx/checkpoint";
import { createRegistry, resolveDefinition } from "@transonnx/core";
import { exportModel } from "@transonnx/exporter";
import { nodeOutput } from "@transonnx/exporter/node";
import { gpt2 } from "@transonnx/gpt2";
import { donutSwin } from "@transonnx/swin";
import { trocr } from "@transonnx/trocr";
import { visionEncoderDecoder } from "@transonnx/vision-encoder-decoder";
import { vit } from "@transonnx/vit";
import { generateUncached } from "../generation/uncached.ts";
import type { Golden } from "../goldens/golden.ts";
import { goldenArray } from "../goldens/golden-arrays.ts";
import { goldenFiles } from "../goldens/golden-files.ts";
import { readGoldens } from "../goldens/read-goldens.ts";

const registry = createRegistry([donutSwin, gpt2, mbart, trocr, visionEncoderDecoder, vit]);
const fixtures = new URL("../../../../fixtures/", import.meta.url);
const TOKENS = 12;

let work: string;
beforeAll(async () => {
  work = await mkdtemp(path.join(tmpdir(), "transonnx-image-to-text-"));
  env.allowRemoteModels = false;
  env.localModelPath = work;
});
afterAll(() => rm(work, { recursive: true }));

/** The golden of a variant; without a token that ends a text, so that as many are generated as are asked for. */
function goldenOf(folder: string, variant: string): Golden {
  const goldens = readGoldens(new URL(`${folder}/vision-encoder-decoder`, fixtures));
  const golden = goldens.find((each) => each.variant === variant && each.task === "image-to-text-with-past")!;
  return { ...golden, config: { ...golden.config, eos_token_id: null } };
}

test.each([
  ["ViT and GPT-2", goldenOf("goldens", "default")],
  ["TrOCR", goldenOf("goldens-more", "like-trocr-base")],
  ["Donut", goldenOf("goldens-more", "like-donut")],
])("Transformers.js reads a picture with %s as the reference does", async (_, golden) => {
  const output = nodeOutput(path.join(work, golden.variant));
  const checkpoint = memoryFolder(goldenFiles(golden));
  await exportModel({ checkpoint, registry, task: golden.task, layout: "transformers.js", output });
  expect(await readdir(path.join(work, golden.variant, "onnx"))).toEqual([
    "decoder_model_merged.onnx",
    "encoder_model.onnx",
  ]);

  const pixels = goldenArray(golden.cases.find(({ part }) => part === "encoder")!.inputs.pixel_values!);
  const model = await AutoModelForVision2Seq.from_pretrained(golden.variant);
  const pixel_values = new Tensor("float32", pixels.data as Float32Array, [...pixels.shape]);
  const found = (await model.generate({ pixel_values, max_new_tokens: TOKENS, do_sample: false } as never)) as Tensor;

  const [batch] = pixels.shape as [number];
  const start = golden.config.decoder_start_token_id as number;
  const begun = Array.from({ length: batch }, () => [start]);
  const definition = await resolveDefinition(visionEncoderDecoder, golden.config, registry);
  const steps = await generateUncached(
    definition,
    golden,
    { ids: begun, mask: begun.map(() => [1]) },
    { steps: TOKENS, pad: undefined, source: { pixel_values: pixels } },
  );
  const expected = begun.map((row, i) => [...row, ...steps.map(({ tokens }) => tokens[i]!)]);
  expect((found.tolist() as bigint[][]).map((row) => row.map(Number))).toEqual(expected);
  await model.dispose();
});
