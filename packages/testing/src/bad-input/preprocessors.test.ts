import { describe, expect, test } from "@jest/globals";
import { memoryFolder } from "@transonnx/checkpoint";
import { createRegistry, type ModelDefinition } from "@transonnx/core";
import { exportModel, memoryOutput, planExport } from "@transonnx/exporter";
import { vit } from "@transonnx/vit";
import { whisper } from "@transonnx/whisper";
import { goldenFiles } from "../goldens/golden-files.ts";
import { readGoldens } from "../goldens/read-goldens.ts";

/** The export of a golden beside which a preprocessor lies. */
function exportOf({ modelType }: ModelDefinition, task: string, preprocessor: object) {
  const goldens = readGoldens(new URL(`../../../../fixtures/goldens/${modelType}`, import.meta.url));
  const golden = goldens.find((one) => one.task === task)!;
  const files = { ...goldenFiles(golden), "preprocessor_config.json": JSON.stringify(preprocessor) };
  return { checkpoint: memoryFolder(files), registry: createRegistry([vit, whisper]), task };
}

const exported = (definition: ModelDefinition, task: string, preprocessor: object) =>
  exportModel({ ...exportOf(definition, task, preprocessor), output: memoryOutput() });

// Of whisper's goldens: 8 mel bins, 12 positions of two frames each.
const frames = { chunk_length: 1, sampling_rate: 24000, hop_length: 1000 };
const spectra = { feature_extractor_type: "WhisperFeatureExtractor", feature_size: 8, ...frames };

describe.each(["automatic-speech-recognition-with-past", "feature-extraction", "audio-classification"])(
  "a preprocessor of sounds, for %s",
  (task) => {
    test("comes with a model that takes what it makes", async () => {
      const { files } = await exported(whisper, task, { ...spectra, n_samples: 24000, nb_max_frames: 24 });
      expect(files.map(({ file }) => file)).toContain("preprocessor_config.json");
    });

    test.each([
      ["mel bins", { feature_size: 80 }, '"feature_size" is 80: expected 8'],
      [
        "frames for Python",
        { chunk_length: 30 },
        '"chunk_length", "sampling_rate", "hop_length" make 720 frames: expected 24',
      ],
      ["samples for JavaScript", { n_samples: 480000 }, '"n_samples", "hop_length" make 480 frames: expected 24'],
      ["frames for JavaScript", { nb_max_frames: 3000 }, '"nb_max_frames" is 3000: expected 24'],
    ])("is refused where it makes other %s than the model takes", async (_, fields, message) => {
      await expect(exported(whisper, task, { ...spectra, ...fields })).rejects.toThrow(message);
    });
  },
);

test("a plan lists what an export would be refused for", async () => {
  const task = "automatic-speech-recognition";
  const { problems } = await planExport(exportOf(whisper, task, { ...spectra, feature_size: 80 }));
  expect(problems).toEqual([{ error: "PreprocessorError", message: expect.stringContaining('"feature_size" is 80') }]);
});

describe("a preprocessor of pictures", () => {
  const side = (size: number) => ({ size: { height: size, width: size } });

  test("is refused where it makes other channels than the model takes", async () => {
    const grey = exported(vit, "image-classification", { image_mean: [0.5], image_std: [0.5] });
    await expect(grey).rejects.toThrow('"image_mean" is for 1 channels: expected 3');
  });

  test.each([
    [24, 1],
    [30, 0],
  ])("may make them of %i pixels where the model was made for 30, which %i note tells", async (size, count) => {
    const { notes } = await exported(vit, "image-classification", side(size));
    expect(notes.filter((note) => note.includes("the image_size of config.json is 30 x 30"))).toHaveLength(count);
  });
});
