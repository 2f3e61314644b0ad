import type { JsonValue } from "@transonnx/checkpoint";
import type { Json } from "../prepare/read-config.ts";

/** A size of an input as a preprocessor's fields decide it. */
export interface PreprocessedSize {
  readonly input: string;
  readonly axis: number;
  /** NaN where a field is no number. */
  readonly size: number;
  /** The fields that decide it. */
  readonly fields: readonly string[];
  /** What they say: "is 80", "make 3000 frames". */
  readonly says: string;
}

/**
 * The sizes that are known of what a preprocessor makes: of sounds by the class of a feature extractor, with transformers'
 * defaults; of pictures by the fields that image processors share. What a class decides by itself is not among them.
 */
export const preprocessedSizes = (fields: Json): readonly PreprocessedSize[] => [
  ...(extractors.get(fields.feature_extractor_type)?.(fields) ?? []),
  ...pictureSizes(fields),
];

type Axis = Pick<PreprocessedSize, "input" | "axis">;

/** [batch, mel bins, frames]; Python counts the frames, JavaScript reads how many they are. */
function whisperSizes(fields: Json): readonly PreprocessedSize[] {
  const [bins, frames]: [Axis, Axis] = [
    { input: "input_features", axis: 1 },
    { input: "input_features", axis: 2 },
  ];
  const hop = numberOf(fields, "hop_length", 160);
  const counted = (samples: number, names: readonly string[]): PreprocessedSize => {
    const size = Math.floor(samples / hop);
    return {
      ...frames,
      size,
      fields: [...names, "hop_length"],
      says: `make ${Number.isNaN(size) ? "no" : size} frames`,
    };
  };
  const samples = numberOf(fields, "chunk_length", 30) * numberOf(fields, "sampling_rate", 16000);
  return [
    fieldSize(fields, "feature_size", bins, 80),
    counted(samples, ["chunk_length", "sampling_rate"]),
    ...("n_samples" in fields ? [counted(numberOf(fields, "n_samples"), ["n_samples"])] : []),
    ...("nb_max_frames" in fields ? [fieldSize(fields, "nb_max_frames", frames)] : []),
  ];
}

/** [batch, frames, mel bins] */
const spectrogramSizes = (fields: Json): readonly PreprocessedSize[] => [
  fieldSize(fields, "max_length", { input: "input_values", axis: 1 }, 1024),
  fieldSize(fields, "num_mel_bins", { input: "input_values", axis: 2 }, 128),
];

/** By `feature_extractor_type`. */
const extractors: ReadonlyMap<JsonValue | undefined, (fields: Json) => readonly PreprocessedSize[]> = new Map([
  ["WhisperFeatureExtractor", whisperSizes],
  ["ASTFeatureExtractor", spectrogramSizes],
]);

/** A size that is one field. */
function fieldSize(fields: Json, field: string, at: Axis, fallback?: number): PreprocessedSize {
  const says = field in fields ? `is ${JSON.stringify(fields[field])}` : `is left to its default ${fallback}`;
  return { ...at, size: numberOf(fields, field, fallback), fields: [field], says };
}

function numberOf(fields: Json, field: string, fallback = Number.NaN): number {
  const value = field in fields ? fields[field] : fallback;
  return typeof value === "number" ? value : Number.NaN;
}

/** [batch, channels, height, width] */
function pictureSizes(fields: Json): readonly PreprocessedSize[] {
  const input = "pixel_values";
  const sizes: PreprocessedSize[] = [];
  const { image_mean: mean } = fields;
  if (fields.do_normalize !== false && Array.isArray(mean) && mean.length > 0)
    sizes.push({ input, axis: 1, size: mean.length, fields: ["image_mean"], says: `is for ${mean.length} channels` });
  const last = lastSize(fields);
  for (const [axis, side] of [
    [2, "height"],
    [3, "width"],
  ] as const)
    if (last)
      sizes.push({ input, axis, size: last[side], fields: [last.field], says: `makes a ${side} of ${last[side]}` });
  return sizes;
}

interface PictureSize {
  readonly field: string;
  readonly height: number;
  readonly width: number;
}

/** What pictures are padded to, else cut to, else resized to; undefined where they keep their shape, or a class decides. */
function lastSize(fields: Json): PictureSize | undefined {
  if (fields.do_pad === true) return bothSides("pad_size", fields.pad_size);
  if (fields.do_center_crop === true) return bothSides("crop_size", fields.crop_size);
  const isKept = fields.do_resize === false || fields.keep_aspect_ratio === true;
  // Some classes cut to a crop_size unless they are told not to.
  if (isKept || ((fields.crop_size ?? undefined) !== undefined && fields.do_center_crop !== false)) return undefined;
  return bothSides("size", fields.size);
}

function bothSides(field: string, size: JsonValue | undefined): PictureSize | undefined {
  if (typeof size !== "object" || size === null || Array.isArray(size)) return undefined;
  const { height, width } = size as Json;
  return typeof height === "number" && typeof width === "number" ? { field, height, width } : undefined;
}
