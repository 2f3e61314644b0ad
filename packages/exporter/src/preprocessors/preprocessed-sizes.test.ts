import { describe, expect, test } from "@jest/globals";
import type { Json } from "../prepare/read-config.ts";
import { preprocessedSizes } from "./preprocessed-sizes.ts";

/** Each size as a line: `input_features[1] 80: "feature_size" is 80`. */
const told = (fields: Json) =>
  preprocessedSizes(fields).map(
    ({ input, axis, size, fields, says }) => `${input}[${axis}] ${size}: ${fields.join(", ")} ${says}`,
  );

describe("Whisper's feature extractor makes spectra", () => {
  const feature_extractor_type = "WhisperFeatureExtractor";

  test("of 30 seconds unless it is told otherwise", () => {
    expect(told({ feature_extractor_type })).toEqual([
      "input_features[1] 80: feature_size is left to its default 80",
      "input_features[2] 3000: chunk_length, sampling_rate, hop_length make 3000 frames",
    ]);
  });

  test("of as many frames as samples are counted, or as JavaScript is told", () => {
    const counts = { chunk_length: 1, sampling_rate: 16000, hop_length: 666, n_samples: 8000, nb_max_frames: 10 };
    expect(told({ feature_extractor_type, feature_size: 128, ...counts })).toEqual([
      "input_features[1] 128: feature_size is 128",
      "input_features[2] 24: chunk_length, sampling_rate, hop_length make 24 frames",
      "input_features[2] 12: n_samples, hop_length make 12 frames",
      "input_features[2] 10: nb_max_frames is 10",
    ]);
  });

  test("of no size where a field is no number", () => {
    expect(told({ feature_extractor_type, feature_size: "80", hop_length: null })).toEqual([
      'input_features[1] NaN: feature_size is "80"',
      "input_features[2] NaN: chunk_length, sampling_rate, hop_length make no frames",
    ]);
  });
});

test("the spectrogram transformer's makes frames of mel bins", () => {
  expect(told({ feature_extractor_type: "ASTFeatureExtractor", max_length: 512 })).toEqual([
    "input_values[1] 512: max_length is 512",
    "input_values[2] 128: num_mel_bins is left to its default 128",
  ]);
});

describe("the size of pictures is", () => {
  const square = (side: number) => ({ height: side, width: side });
  const sides = (field: string, side: number) => [
    `pixel_values[2] ${side}: ${field} makes a height of ${side}`,
    `pixel_values[3] ${side}: ${field} makes a width of ${side}`,
  ];

  test.each<readonly [string, Json, readonly string[]]>([
    ["what they are resized to", { size: square(224) }, sides("size", 224)],
    [
      "what they are cut to",
      { size: { shortest_edge: 256 }, do_center_crop: true, crop_size: square(224) },
      sides("crop_size", 224),
    ],
    [
      "what they are padded to",
      { size: { longest_edge: 1024 }, do_pad: true, pad_size: square(1024) },
      sides("pad_size", 1024),
    ],
    ["their own where one side alone is told", { size: { shortest_edge: 800 } }, []],
    ["their own where they are not resized", { do_resize: false, size: square(224) }, []],
    ["their shape's where that is kept", { keep_aspect_ratio: true, size: square(384) }, []],
    ["the class's affair where nothing says whether they are cut", { size: square(256), crop_size: square(224) }, []],
    ["the class's affair where it is one number, as in old files", { size: 224 }, []],
  ])("%s", (_, fields, expected) => {
    expect(told(fields)).toEqual(expected);
  });

  test("of as many channels as have a mean", () => {
    expect(told({ image_mean: [0.5] })).toEqual(["pixel_values[1] 1: image_mean is for 1 channels"]);
    expect(told({ image_mean: [0.5], do_normalize: false })).toEqual([]);
    expect(told({ image_mean: 0.5 })).toEqual([]);
  });
});

test.each<Json>([
  {},
  { feature_extractor_type: "constructor" },
  { feature_extractor_type: "Wav2Vec2FeatureExtractor" },
])("nothing is known of others: %j", (fields) => {
  expect(told(fields)).toEqual([]);
});
