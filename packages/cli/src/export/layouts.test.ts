import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { goldenFiles, readGoldens } from "@transonnx/testing";
import { validateExport } from "../validation/validate-export.ts";
import { mainExport } from "./main-export.ts";

let work: string;
beforeAll(async () => {
  work = await mkdtemp(path.join(tmpdir(), "transonnx-layouts-"));
});
afterAll(() => rm(work, { recursive: true }));

/** The folder of a tiny checkpoint of a model type, for generation where it generates. */
async function checkpointOf(modelType: string): Promise<string> {
  const goldens = readGoldens(new URL(`../../../../fixtures/goldens/${modelType}`, import.meta.url));
  const golden = goldens.find(({ task }) => task.endsWith("generation-with-past")) ?? goldens[0]!;
  const folder = path.join(work, modelType);
  await mkdir(folder, { recursive: true });
  for (const [file, content] of Object.entries(goldenFiles(golden))) await writeFile(path.join(folder, file), content);
  return folder;
}

const filesIn = async (folder: string) =>
  (await readdir(folder, { recursive: true })).filter((file) => file.includes(".")).sort();

test("an encoder-decoder for Transformers.js is validated while it is exported, and afterwards", async () => {
  const [checkpoint, output] = [await checkpointOf("t5"), path.join(work, "t5-web")];
  const { validation } = await mainExport(checkpoint, output, { layout: "transformers.js" });
  expect(await filesIn(output)).toEqual(["config.json", "onnx/decoder_model_merged.onnx", "onnx/encoder_model.onnx"]);
  const parts = [
    "encoder_model",
    "decoder_model_merged, use_cache_branch false",
    "decoder_model_merged, use_cache_branch true",
    "generation, decoder_model_merged",
  ];
  expect(validation!.map(({ part }) => part)).toEqual(parts);
  const again = await validateExport(checkpoint, output);
  expect(again.task).toBe("text2text-generation-with-past");
  expect(again.validation.map(({ part }) => part)).toEqual(parts);
});

test("a decoder for onnxruntime-genai comes with its genai_config.json", async () => {
  const [checkpoint, output] = [await checkpointOf("llama"), path.join(work, "llama-genai")];
  const { validation } = await mainExport(checkpoint, output, { layout: "genai" });
  expect(validation!.map(({ part }) => part)).toEqual(["model", "generation"]);
  expect(await filesIn(output)).toEqual(["config.json", "genai_config.json", "model.onnx"]);
  const { model } = JSON.parse(await readFile(path.join(output, "genai_config.json"), "utf8"));
  expect(model.type).toBe("llama");
});

test.each([{ monolith: true, task: "text2text-generation" }, { noPostProcess: true }])(
  "an export as optimum has it is validated afterwards as it was made: %j",
  async (options) => {
    const [checkpoint, output] = [await checkpointOf("t5"), path.join(work, `t5-${Object.keys(options)[0]}`)];
    const { validation } = await mainExport(checkpoint, output, options);
    const again = await validateExport(checkpoint, output);
    expect(again.validation.map(({ part }) => part)).toEqual(validation!.map(({ part }) => part));
  },
);

const samParts = ["vision_encoder", "prompt_encoder_mask_decoder"];
test.each([
  [{}, samParts],
  [{ layout: "transformers.js" }, samParts],
  [{ monolith: true }, ["model"]],
  [{ variant: "monolith" }, ["model"]],
  [{ monolith: true, variant: "monolith" }, ["model"]],
] as const)("a model of parts is validated while it is exported, and afterwards: %j", async (options, parts) => {
  const [checkpoint, output] = [await checkpointOf("sam"), path.join(work, `sam-${Object.keys(options)}`)];
  const { validation } = await mainExport(checkpoint, output, options);
  expect(validation!.map(({ part }) => part)).toEqual(parts);
  const again = await validateExport(checkpoint, output);
  expect(again.validation.map(({ part }) => part)).toEqual(parts);
});

test("one file of several is validated alone", async () => {
  const [checkpoint, output] = [await checkpointOf("sam"), path.join(work, "sam-alone")];
  await mainExport(checkpoint, output, { doValidation: false });
  const { validation } = await validateExport(checkpoint, path.join(output, "vision_encoder.onnx"));
  expect(validation.map(({ part }) => part)).toEqual(["vision_encoder"]);
});
