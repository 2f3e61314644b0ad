import { describe, expect, test } from "@jest/globals";
import { ConfigError, NormalizedConfig, OptionError } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";
import { ASTDummyAudioInputGenerator, AudioOnnxConfig, DummyAudioInputGenerator } from "../index.ts";

class SoundOnnxConfig extends AudioOnnxConfig {}

const values = ({ data }: NDArray) => Array.from(data as ArrayLike<number>, Number);
const generator = (fields = {}, options = {}) =>
  new DummyAudioInputGenerator("feature-extraction", new NormalizedConfig({ model_type: "any", ...fields }), options);

describe("generateDummyInputs of a model of sounds", () => {
  const sounds = new SoundOnnxConfig({ model_type: "any" });

  test("makes optimum's default sizes, 2 sounds of 16000 samples", () => {
    expect(sounds.generateDummyInputs().input_values?.shape).toEqual([2, 16000]);
  });

  test("takes the samples as audio_sequence_length: sequence_length is that of texts", () => {
    const sizes = { batch_size: 3, audioSequenceLength: 50, sequence_length: 7 };
    expect(sounds.generateDummyInputs(sizes).input_values?.shape).toEqual([3, 50]);
    expect(sounds.sizeKeywords).toEqual({ sequence_length: "audio_sequence_length" });
  });

  test("gives the same values for the same seed, and other ones for another", () => {
    const made = (seed?: number) => sounds.generateDummyInputs({ audio_sequence_length: 9, seed });
    expect(made()).toEqual(made(0));
    expect(made(1)).not.toEqual(made(0));
  });

  test("refuses a sound without samples", () => {
    expect(() => sounds.generateDummyInputs({ audio_sequence_length: 0 })).toThrow(OptionError);
  });
});

describe("DummyAudioInputGenerator", () => {
  test("makes samples around zero, up to 1", () => {
    const samples = values(generator({}, { audio_sequence_length: 500 }).generate("input_values"));
    expect(Math.min(...samples)).toBeGreaterThanOrEqual(-1);
    expect(Math.min(...samples)).toBeLessThan(-0.9);
    expect(Math.max(...samples)).toBeLessThan(1);
    expect(Math.max(...samples)).toBeGreaterThan(0.9);
  });

  test("makes spectra of the config's bins, however many are asked for", () => {
    const sizes = { batch_size: 1, nb_max_frames: 5 };
    expect(generator({}, sizes).generate("input_features").shape).toEqual([1, 80, 5]);
    expect(generator({}, { ...sizes, feature_size: 6 }).generate("input_features").shape).toEqual([1, 6, 5]);
    expect(generator({ feature_size: 7 }, { ...sizes, feature_size: 6 }).generate("input_features").shape).toEqual([
      1, 7, 5,
    ]);
  });

  test("makes the floats that are asked for", () => {
    expect(generator({}, { audio_sequence_length: 4 }).generate("input_values", { floatDtype: "fp16" }).dtype).toBe(
      "float16",
    );
  });
});

describe("ASTDummyAudioInputGenerator", () => {
  const ast = (fields: object, options = {}) =>
    new ASTDummyAudioInputGenerator("audio-classification", new NormalizedConfig({ model_type: "ast", ...fields }), {
      batch_size: 3,
      ...options,
    });

  test("makes spectra of the config's size, frames first", () => {
    const made = ast({ max_length: 20, num_mel_bins: 8 }, { audio_sequence_length: 50, nb_max_frames: 60 });
    expect(made.generate("input_values").shape).toEqual([3, 20, 8]);
    expect(made.generate("input_values", { floatDtype: "fp16" }).dtype).toBe("float16");
    expect(Math.min(...values(made.generate("input_values")))).toBeLessThan(-0.9);
  });

  test("names the size that a config lacks", () => {
    expect(() => ast({ max_length: 20 }).generate("input_values")).toThrow(ConfigError);
    expect(() => ast({ max_length: 20 }).generate("input_values")).toThrow("num_mel_bins");
  });

  test("leaves input_features as they are", () => {
    expect(ast({}, { nb_max_frames: 5 }).generate("input_features").shape).toEqual([3, 80, 5]);
  });
});
