import { describe, expect, test } from "@jest/globals";
import { ConfigBehavior, ConfigError, OptionError } from "@transonnx/core";
import { parseWhisperConfig, WhisperOnnxConfig } from "../src/index.ts";

const refused = (config: object) => {
  try {
    parseWhisperConfig({ ...config });
  } catch (error) {
    if (error instanceof ConfigError) return [error.field, error.value];
    throw error;
  }
  return undefined;
};

test("an empty config.json is one of whisper-tiny's size", () => {
  expect(parseWhisperConfig({})).toMatchObject({ d_model: 384, encoder_layers: 4, num_mel_bins: 80 });
});

test.each([
  ["the decoder alone", { is_encoder_decoder: false }, "is_encoder_decoder", false],
  ["encoder heads that do not share the width", { d_model: 10, encoder_attention_heads: 3 }, "d_model", 10],
  ["decoder heads that do not", { d_model: 12, decoder_attention_heads: 5 }, "d_model", 12],
  ["an encoder without layers", { encoder_layers: 0 }, "encoder_layers", 0],
  ["an activation that nobody knows", { activation_function: "sine" }, "activation_function", "sine"],
])("%s is refused", (_, config, field, value) => {
  expect(refused(config)).toEqual([field, value]);
});

describe("sounds", () => {
  const config = parseWhisperConfig({
    max_source_positions: 6,
    num_mel_bins: 5,
    d_model: 12,
    encoder_attention_heads: 2,
  });
  const whole = new WhisperOnnxConfig(config, "automatic-speech-recognition-with-past");
  const shapes = (options: object, behavior: ConfigBehavior = ConfigBehavior.ENCODER) => {
    const made = whole.withBehavior(behavior).generateDummyInputs(options);
    return Object.entries(made).map(([name, { shape }]) => [name, ...shape]);
  };

  test("have the mel bins of the config, and two frames a position", () => {
    expect(shapes({ batch_size: 3 })).toEqual([["input_features", 3, 5, 12]]);
    expect(shapes({ batch_size: 3, nb_max_frames: 12, feature_size: 80 })).toEqual([["input_features", 3, 5, 12]]);
  });

  test("have no other length", () => {
    expect(() => shapes({ nb_max_frames: 3000 })).toThrow(OptionError);
    expect(() => shapes({ nb_max_frames: 3000 })).toThrow(
      /nb_max_frames is 3000: expected 12, .*max_source_positions = 6/,
    );
  });

  test("of any length may be what a decoder attends to", () => {
    expect(shapes({ encoder_sequence_length: 4, decoder_sequence_length: 2 }, ConfigBehavior.DECODER)).toEqual([
      ["encoder_outputs", 2, 4, 12],
      ["decoder_input_ids", 2, 2],
    ]);
  });
});
