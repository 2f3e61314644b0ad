import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  AutoProcessor,
  AutoTokenizer,
  CLIPTextModelWithProjection,
  CLIPVisionModelWithProjection,
  env,
  pipeline,
  SamModel,
  SiglipTextModel,
  SiglipVisionModel,
  Tensor,
} from "@huggingface/transformers";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { memoryFolder } from "@transonnx/checkpoint";
import { clip } from "@transonnx/clip";
import { createRegistry } from "@transonnx/core";
import { exportModel, memoryOutput } from "@transonnx/exporter";
import { nodeOutput } from "@transonnx/exporter/node";
import { sam } from "@transonnx/sam";
import { siglip } from "@transonnx/siglip";
import { vit } from "@transonnx/vit";
import { GOLDEN_TOLERANCE } from "../goldens/compare.ts";
import type { GoldenValue } from "../goldens/golden.ts";
import { goldenArray } from "../goldens/golden-arrays.ts";
import { goldenFiles } from "../goldens/golden-files.ts";
import { readGoldens } from "../goldens/read-goldens.ts";
import {
  exportPictured,
  type Floats,
  fixtures,
  floatsDifference,
  type Pictured,
  pictureOf,
  readPictured,
} from "./pictured.ts";

interface Scored extends Pictured {
  readonly scores: readonly number[];
}

interface Compared extends Scored {
  readonly template: string;
  readonly labels: readonly string[];
  readonly texts: Floats;
  readonly pictures: Floats;
}

let work: string;
beforeAll(async () => {
  work = await mkdtemp(path.join(tmpdir(), "transonnx-pictures-"));
  env.allowRemoteModels = false;
  env.localModelPath = work;
});
afterAll(() => rm(work, { recursive: true }));

const expectFloats = (found: Tensor, expected: Floats) =>
  expect(floatsDifference(found, expected)).toBeLessThanOrEqual(GOLDEN_TOLERANCE);

const tensorsOf = (values: Readonly<Record<string, GoldenValue>>): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const { dtype, data, shape } = goldenArray(value);
      return [name, new Tensor(dtype as "float32", data as Float32Array, [...shape])];
    }),
  );

function expectScores(found: readonly { label: string; score: number }[], labels: readonly string[], given: Scored) {
  const expected = labels.map((label, i) => ({ label, score: given.scores[i]! })).sort((a, b) => b.score - a.score);
  expect(found.map(({ label }) => label)).toEqual(expected.map(({ label }) => label));
  for (const [i, { score }] of expected.entries()) expect(found[i]!.score).toBeCloseTo(score, 5);
}

test("image-classification with vit gives the shares of transformers", async () => {
  const given = readPictured<Scored>(vit);
  const classifier = await pipeline("image-classification", await exportPictured(vit, given, work));
  const { pixel_values } = await classifier.processor(pictureOf(given));
  expectFloats(pixel_values, given.pixelValues);
  const found = await classifier(pictureOf(given), { top_k: 5 });
  const labels = given.scores.map((_, i) => `LABEL_${i}`);
  expectScores(found as { label: string; score: number }[], labels, given);
  await classifier.dispose();
});

const halves = {
  clip: {
    texts: CLIPTextModelWithProjection,
    pictures: CLIPVisionModelWithProjection,
    of: ["text_embeds", "image_embeds"],
  },
  siglip: { texts: SiglipTextModel, pictures: SiglipVisionModel, of: ["pooler_output", "pooler_output"] },
} as const;

describe.each([clip, siglip])("$modelType", (definition) => {
  const given = readPictured<Compared>(definition);
  const { texts, pictures, of } = halves[definition.modelType as keyof typeof halves];
  let name: string;
  beforeAll(async () => {
    name = await exportPictured(definition, given, work);
  });

  test("is the whole and its halves", async () => {
    expect(await readdir(path.join(work, name, "onnx"))).toEqual([
      "model.onnx",
      "text_model.onnx",
      "vision_model.onnx",
    ]);
  });

  test("tells in zero-shot-image-classification which text belongs to a picture, as transformers does", async () => {
    const classifier = await pipeline("zero-shot-image-classification", name);
    const options = { hypothesis_template: given.template };
    const found = await classifier(pictureOf(given), [...given.labels], options);
    expectScores(found as { label: string; score: number }[], given.labels, given);
    await classifier.dispose();
  });

  test("has a half of texts", async () => {
    const tokenizer = await AutoTokenizer.from_pretrained(name);
    const model = await texts.from_pretrained(name);
    const padding = definition === siglip ? "max_length" : true;
    const inputs = tokenizer(
      given.labels.map((label) => given.template.replace("{}", label)),
      { padding, truncation: true },
    );
    expectFloats((await model(inputs))[of[0]], given.texts);
    await model.dispose();
  });

  test("has a half of pictures", async () => {
    const processor = await AutoProcessor.from_pretrained(name);
    const model = await pictures.from_pretrained(name);
    const inputs = await processor(pictureOf(given));
    expectFloats(inputs.pixel_values, given.pixelValues);
    expectFloats((await model(inputs))[of[1]], given.pictures);
    await model.dispose();
  });
});

test("sam draws the masks of transformers, of a picture that it encoded or gets encoded", async () => {
  const given = readGoldens(new URL("goldens/sam", fixtures))[0]!;
  await exportModel({
    checkpoint: memoryFolder(goldenFiles(given)),
    registry: createRegistry([sam]),
    layout: "transformers.js",
    output: nodeOutput(path.join(work, "sam")),
  });
  const model = (await SamModel.from_pretrained("sam")) as SamModel;
  const [picture, , prompts] = given.cases;
  const { pixel_values, ...asked } = tensorsOf({ ...picture!.inputs, ...prompts!.inputs });
  const encoded = await model.get_image_embeddings({ pixel_values: pixel_values! });
  expectFloats(encoded.image_embeddings, picture!.outputs.image_embeddings!);
  const drawn = await model(asked);
  for (const name of ["iou_scores", "pred_masks"] as const) expectFloats(drawn[name], prompts!.outputs[name]!);
  const { image_embeddings: _, image_positional_embeddings: __, ...points } = asked;
  const fromPixels = await model({ pixel_values, ...points });
  expect(fromPixels.pred_masks.dims).toEqual(drawn.pred_masks.dims);
  await model.dispose();
});

test("a note tells of an image processor that Transformers.js would miss", async () => {
  const [golden] = readGoldens(new URL("goldens/vit", fixtures));
  const files = goldenFiles(golden!);
  const notesOf = async (more: Readonly<Record<string, string>>) => {
    const checkpoint = memoryFolder({ ...files, ...more });
    const options = { registry: createRegistry([vit]), task: golden!.task, layout: "transformers.js" } as const;
    return (await exportModel({ checkpoint, output: memoryOutput(), ...options })).notes;
  };
  expect(await notesOf({})).toEqual([expect.stringMatching(/reads preprocessor_config.json, which the checkpoint/)]);
  expect(await notesOf({ "preprocessor_config.json": "{}" })).toEqual([]);
});
