import { describe, expect, test } from "@jest/globals";
import { ConfigError, configParser, OptionError, type Task } from "@transonnx/core";
import { adapterFields, adapterWidth, checkSpeech, speechFields, WaveformOnnxConfig } from "../index.ts";

const parse = configParser(
  "speech",
  { ...speechFields, ...adapterFields },
  { derive: adapterWidth, check: checkSpeech },
);
class SpeechOnnxConfig extends WaveformOnnxConfig<ReturnType<typeof parse>> {}
const speech = (fields: Readonly<Record<string, unknown>> = {}, task: Task = "feature-extraction") =>
  new SpeechOnnxConfig(parse(fields), task);

describe("a sound shorter than what one answer is made of", () => {
  const ofSamples = (samples: number, config = speech()) =>
    config.generateDummyInputs({ batch_size: 1, audio_sequence_length: samples });

  test("is refused with its length, the shortest one, and where that comes from", () => {
    expect(() => ofSamples(399)).toThrow(OptionError);
    expect(() => ofSamples(399)).toThrow(
      "speech, feature-extraction: the option audio_sequence_length is 399: expected at least 400 samples, " +
        "by conv_kernel [10,3,3,3,3,2,2] and conv_stride [5,2,2,2,2,2,2]",
    );
    expect(ofSamples(400).input_values?.shape).toEqual([1, 400]);
  });

  test("is refused for a preprocessor's, too", async () => {
    const extractor = (sounds: readonly Float32Array[]) => ({ input_values: sounds.map((s) => [...s.slice(0, 9)]) });
    const preprocessor = Object.assign(extractor, { model_input_names: ["input_values"] });
    await expect(speech().generateDummyInputs({ preprocessor })).rejects.toThrow("is 9: expected at least 400 samples");
  });

  test("depends on the convolutions", () => {
    const convolutions = { conv_dim: [8, 8], conv_kernel: [6, 3], conv_stride: [3, 2] };
    expect(speech(convolutions).shortestSound).toBe(6 + 2 * 3);
  });

  test("depends on the heads: a voice's vector takes two frames after their context", () => {
    expect(speech({}, "audio-xvector").shortestSound).toBe(400 + (4 + 4 + 6 + 1) * 320);
  });

  test("depends on the adapter, where its output is read", () => {
    const adapter = { add_adapter: true, num_adapter_layers: 1, adapter_kernel_size: 7 };
    expect(speech(adapter).shortestSound).toBe(400 + 4 * 320);
    expect(speech(adapter, "audio-xvector").shortestSound).toBe(400 + (15 * 2 + 4) * 320);
    expect(speech({ ...adapter, use_weighted_layer_sum: true }, "audio-xvector").shortestSound).toBe(400 + 15 * 320);
  });
});

test("a validation runs sounds of the shortest length and longer ones", () => {
  expect(speech().validationSizes).toEqual({ audio_sequence_length: [1681, 1040, 2640, 400] });
});

test("a transcription says its frames by the samples, as optimum does", () => {
  const convolutions = { conv_dim: [8, 8], conv_kernel: [6, 3], conv_stride: [3, 2] };
  expect(speech(convolutions, "automatic-speech-recognition").outputs).toEqual({
    logits: { 0: "batch_size", 1: "( ( sequence_length - 6 ) // 3 + 1 - 3 ) // 2 + 1" },
  });
});

test("transformers has no head for classification on an adapter", () => {
  const classification = () => speech({ add_adapter: true }, "audio-classification");
  expect(classification).toThrow(ConfigError);
  expect(classification).toThrow('"add_adapter" is true: expected false for audio-classification');
});
