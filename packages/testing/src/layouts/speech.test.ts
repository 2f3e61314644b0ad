import { readFileSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type AutomaticSpeechRecognitionPipeline, env, pipeline } from "@huggingface/transformers";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { memoryFolder } from "@transonnx/checkpoint";
import { createRegistry } from "@transonnx/core";
import { type ExportModelOptions, exportModel, memoryOutput } from "@transonnx/exporter";
import { nodeOutput } from "@transonnx/exporter/node";
import { whisper } from "@transonnx/whisper";
import type { Golden } from "../goldens/golden.ts";
import { goldenArray } from "../goldens/golden-arrays.ts";
import { goldenFiles } from "../goldens/golden-files.ts";
import { readGoldens } from "../goldens/read-goldens.ts";
import { textOf, wordTokenizer } from "./word-tokenizer.ts";

// fixtures/sounds/whisper.json: what transformers makes of generated sounds, from feature extractor to tokens.

interface Sound {
  readonly name: string;
  /** Frequencies at the start and at the end, in Hz. */
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
  readonly features: { readonly shape: readonly number[]; readonly base64: string };
  readonly tokens: readonly number[];
}

interface Sounds {
  /** The task of the golden whose config and weights the model has, but for these fields and tensors. */
  readonly golden: string;
  readonly config: Golden["config"];
  readonly tensors: Golden["tensors"];
  readonly preprocessorConfig: { readonly sampling_rate: number };
  readonly generationConfig: { readonly pad_token_id: number };
  readonly sounds: readonly Sound[];
}

const fixtures = new URL("../../../../fixtures/", import.meta.url);
const given: Sounds = JSON.parse(readFileSync(new URL("sounds/whisper.json", fixtures), "utf8"));
const NAME = "tiny-whisper";

const special = {
  "<|startoftranscript|>": 90,
  "<|en|>": 91,
  "<|transcribe|>": 92,
  "<|translate|>": 93,
  "<|notimestamps|>": 94,
};

function checkpoint() {
  const golden = readGoldens(new URL("goldens/whisper", fixtures)).find(({ task }) => task === given.golden)!;
  const names = given.tensors.map(({ name }) => name);
  const tensors = [...golden.tensors.filter(({ name }) => !names.includes(name)), ...given.tensors];
  const config = { ...golden.config, ...given.config };
  const tokenizer = { special, tokenizerClass: "WhisperTokenizer" };
  return memoryFolder({
    ...goldenFiles({ ...golden, config, tensors }),
    ...wordTokenizer(config.vocab_size as number, given.generationConfig.pad_token_id, tokenizer),
    "preprocessor_config.json": JSON.stringify(given.preprocessorConfig),
    "generation_config.json": JSON.stringify(given.generationConfig),
  });
}

/** A sine whose frequency goes evenly from one to the other. */
function sweep({ from, to, seconds }: Sound): Float32Array {
  const rate = given.preprocessorConfig.sampling_rate;
  return Float32Array.from({ length: seconds * rate }, (_, i) => {
    const t = i / rate;
    return 0.5 * Math.sin(2 * Math.PI * (from * t + ((to - from) * t * t) / (2 * seconds)));
  });
}

const exported = (options: Pick<ExportModelOptions, "layout" | "output" | "task" | "monolith">) =>
  exportModel({ checkpoint: checkpoint(), registry: createRegistry([whisper]), ...options });

describe("Transformers.js transcribes with an export of whisper", () => {
  let work: string;
  let transcriber: AutomaticSpeechRecognitionPipeline;

  beforeAll(async () => {
    work = await mkdtemp(path.join(tmpdir(), "transonnx-speech-"));
    env.allowRemoteModels = false;
    env.localModelPath = work;
    await exported({ layout: "transformers.js", output: nodeOutput(path.join(work, NAME)) });
    transcriber = await pipeline("automatic-speech-recognition", NAME);
  });
  afterAll(async () => {
    await transcriber.dispose();
    await rm(work, { recursive: true });
  });

  test("whose files are the encoder and both decoders in one", async () => {
    expect(await readdir(path.join(work, NAME, "onnx"))).toEqual(["decoder_model_merged.onnx", "encoder_model.onnx"]);
  });

  test.each(given.sounds)("$name gives the features and the tokens of transformers", async (sound) => {
    const samples = sweep(sound);
    const { input_features: features } = await transcriber.processor!(samples);
    const expected = goldenArray({ dtype: "float32", ...sound.features });
    expect(features.dims).toEqual(expected.shape);
    const differences = Array.from(expected.data as Float32Array, (value, i) => Math.abs(value - features.data[i]));
    expect(Math.max(...differences)).toBeLessThan(1e-3);

    const { text } = await transcriber(samples, { language: "en", task: "transcribe" });
    expect(text).toBe(textOf(sound.tokens));
  });
});

test("a note tells that Transformers.js does not classify sounds with whisper", async () => {
  const golden = readGoldens(new URL("goldens/whisper", fixtures)).find(({ task }) => task === "audio-classification")!;
  const { notes } = await exportModel({
    checkpoint: memoryFolder({
      ...goldenFiles(golden),
      "preprocessor_config.json": JSON.stringify(given.preprocessorConfig),
    }),
    registry: createRegistry([whisper]),
    layout: "transformers.js",
    output: memoryOutput(),
  });
  expect(notes).toEqual([
    "Transformers.js 4.2 has no class for audio-classification with the model type whisper: its pipelines refuse it until they have one.",
  ]);
});

describe("an export of whisper is refused", () => {
  test.each([
    ["transformers.js", {}, /runs automatic-speech-recognition with past keys and values: expected .*-with-past/],
    ["transformers.js", { monolith: true }, /runs automatic-speech-recognition with past keys and values/],
    [
      "genai",
      {},
      /whisper.*onnxruntime-genai reads the keys and values of the cross-attention from the encoder's file/,
    ],
    ["genai", { monolith: true }, /whisper.*onnxruntime-genai generates text with past keys and values/],
  ] as const)("by %s where it cannot run it: %j", async (layout, options, message) => {
    const task = "automatic-speech-recognition";
    await expect(exported({ layout, task, output: memoryOutput(), ...options })).rejects.toThrow(message);
  });
});
