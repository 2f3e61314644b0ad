import { describe, expect, test } from "@jest/globals";
import { memoryFolder } from "@transonnx/checkpoint";
import { NormalizedVisionConfig } from "@transonnx/core";
import { type Dim, input } from "@transonnx/graph";
import { checkPreprocessors } from "./check-preprocessors.ts";
import { preprocessorNotes } from "./preprocessor-notes.ts";
import { readPreprocessors } from "./read-preprocessors.ts";

type Files = Readonly<Record<string, unknown>>;

const preprocessorsOf = (files: Files) =>
  readPreprocessors(
    memoryFolder(Object.fromEntries(Object.entries(files).map(([file, json]) => [file, JSON.stringify(json)]))),
  );

const graphOf = (name: string, ...shape: Dim[]) => ({ inputs: { [name]: input(name, { dtype: "float32", shape }) } });

const spectra = graphOf("input_features", "batch_size", 80, 3000);
const pictures = graphOf("pixel_values", "batch_size", 3, "height", "width");
const whisper = { feature_extractor_type: "WhisperFeatureExtractor" };

test("a preprocessor that makes what the model takes is no error, nor is a checkpoint without one", async () => {
  const fitting = await preprocessorsOf({ "preprocessor_config.json": { ...whisper, nb_max_frames: 3000 } });
  expect(() => checkPreprocessors(fitting, [spectra])).not.toThrow();
  expect(await preprocessorsOf({})).toEqual([]);
});

describe("a preprocessor that makes other inputs is an error that names both sizes", () => {
  test.each<readonly [string, Files, typeof spectra, string]>([
    [
      "a field that is the size",
      { "preprocessor_config.json": { ...whisper, feature_size: 128 } },
      spectra,
      'preprocessor_config.json: "feature_size" is 128: expected 80, as input_features has: float32[batch_size, 80, 3000]. ' +
        "Take both files from one checkpoint: the preprocessor does not fit the sizes in config.json.",
    ],
    [
      "fields that make the size",
      { "preprocessor_config.json": { ...whisper, chunk_length: 15 } },
      spectra,
      '"chunk_length", "sampling_rate", "hop_length" make 1500 frames: expected 3000',
    ],
    [
      "fields in the processor's file",
      { "processor_config.json": { feature_extractor: { ...whisper, feature_size: 128 } } },
      spectra,
      'processor_config.json: "feature_extractor.feature_size" is 128: expected 80',
    ],
    [
      "channels of pictures",
      { "processor_config.json": { image_processor: { image_mean: [0.5] } } },
      pictures,
      '"image_processor.image_mean" is for 1 channels: expected 3',
    ],
  ])("%s", async (_, files, graph, message) => {
    const preprocessors = await preprocessorsOf(files);
    expect(() => checkPreprocessors(preprocessors, [graph])).toThrow(message);
  });
});

describe("pictures of another size than the model was made for", () => {
  const onnxConfig = { normalizedConfig: new NormalizedVisionConfig({ model_type: "vit", image_size: 384 }) };

  test.each([
    ["are told of where the model takes them", 224, 1],
    ["are not those of its own size", 384, 0],
  ])("%s", async (_, side, count) => {
    const preprocessors = await preprocessorsOf({
      "preprocessor_config.json": { size: { height: side, width: side } },
    });
    expect(() => checkPreprocessors(preprocessors, [pictures])).not.toThrow();
    const notes = preprocessorNotes(preprocessors, [{ ...pictures, onnxConfig }]);
    expect(notes).toEqual(
      Array(count).fill(
        "preprocessor_config.json makes pictures of 224 x 224, and the image_size of config.json is 384 x 384: the model takes both.",
      ),
    );
  });
});

test("a preprocessor_config.json that is no JSON is an error that names the file", async () => {
  await expect(readPreprocessors(memoryFolder({ "preprocessor_config.json": "{" }))).rejects.toThrow(
    "preprocessor_config.json",
  );
});
