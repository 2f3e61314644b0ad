import { OptionError, UnknownOptionError } from "../errors/option-error.ts";
import { snakeCase } from "../normalized-config/snake-case.ts";
import { createRandomSource, DEFAULT_SEED, type RandomSource } from "./random-source.ts";
import type { PaddingSide } from "./tensors.ts";

/** The sizes of dummy inputs that optimum documents, with its defaults. */
export const DEFAULT_DUMMY_SHAPES = {
  batch_size: 2,
  sequence_length: 16,
  /** Candidate answers of multiple choice. */
  num_choices: 4,
  /** Of images, in pixels. */
  width: 64,
  height: 64,
  num_channels: 3,
  point_batch_size: 3,
  nb_points_per_image: 2,
  visual_seq_length: 16,
  /** Mel or STFT bins of audio features. */
  feature_size: 80,
  nb_max_frames: 3000,
  /** Samples of raw audio. */
  audio_sequence_length: 16000,
} as const;

/** Lengths that follow `sequence_length` unless they are given. A past may be empty. */
export const DEPENDENT_LENGTHS = [
  "past_sequence_length",
  "encoder_sequence_length",
  "decoder_sequence_length",
] as const;
/** The name of a length that follows from others, unless it is given. */
export type DependentLength = (typeof DEPENDENT_LENGTHS)[number];

/** The name of a size of dummy inputs: `batch_size`, `sequence_length` … */
export type DummyShapeName = keyof typeof DEFAULT_DUMMY_SHAPES;
/** A size for each name of optimum's DEFAULT_DUMMY_SHAPES. */
export type DummyShapes = { readonly [N in DummyShapeName]: number };
/** Smallest and largest size, both included. */
export type SizeRange = readonly [low: number, high: number];

interface DummyOptionNames extends Partial<DummyShapes>, Partial<Record<DependentLength, number>> {
  /** Other name of `width`. */
  readonly image_width?: number;
  /** Other name of `height`. */
  readonly image_height?: number;
  /** Draws the batch size instead of taking it. */
  readonly random_batch_size_range?: SizeRange;
  readonly random_sequence_length_range?: SizeRange;
  readonly random_num_choices_range?: SizeRange;
  /** Where attention masks have their zeros. Default "right". */
  readonly padding_side?: PaddingSide;
  /** Decides all values. Default 0. */
  readonly seed?: number;
  /** Accepted as in optimum and without effect: arrays belong to no framework here. */
  readonly framework?: string;
  /** A source that is already in use, instead of a seed. */
  readonly random?: RandomSource;
}

type CamelCase<S extends string> = S extends `${infer A}_${infer B}` ? `${A}${Capitalize<CamelCase<B>>}` : S;
/** The options under their snake_case and their camelCase names. */
export type BothCases<T> = T & { readonly [K in keyof T as CamelCase<K & string>]?: T[K] };

/** Sizes, seed and padding of dummy inputs, under optimum's names or the same in camelCase. */
export type DummyInputOptions = BothCases<DummyOptionNames>;

/** All sizes with their defaults, in snake_case; options that a generator of its own declares lie in `more`. */
export interface ResolvedDummyOptions extends DummyShapes, Readonly<Record<DependentLength, number>> {
  readonly padding_side: PaddingSide;
  readonly random: RandomSource;
  /** Which options were given; all others have their defaults. */
  readonly given: ReadonlySet<string>;
  readonly more: Readonly<Record<string, unknown>>;
}

const aliases: Readonly<Record<string, string>> = {
  image_width: "width",
  image_height: "height",
  seq_length: "sequence_length",
};
const shapeNames = Object.keys(DEFAULT_DUMMY_SHAPES) as DummyShapeName[];
const rangeOf = (name: DummyShapeName) => `random_${name}_range`;
const rangeNames = (["batch_size", "sequence_length", "num_choices"] as const).map(rangeOf);
const otherNames = ["padding_side", "seed", "framework", "random", "more", "given"];
const where = "generateDummyInputs";

/** Options as given to options under their snake_case names, without those that are undefined. */
export function snakeCaseOptions(options: object): Record<string, unknown> {
  const named: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(options)) if (value !== undefined) named[snakeCase(key)] = value;
  return named;
}

/**
 * Checks and completes options; `own` names the options that generators add. Random ranges are drawn here, once, so
 * that all generators agree. Throws UnknownOptionError and OptionError.
 */
export function resolveDummyOptions(
  options: DummyInputOptions | ResolvedDummyOptions = {},
  own: readonly string[] = [],
): ResolvedDummyOptions {
  const known = [...shapeNames, ...DEPENDENT_LENGTHS, ...Object.keys(aliases), ...rangeNames, ...otherNames, ...own];
  const given: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(snakeCaseOptions(options))) {
    if (!known.includes(name)) throw new UnknownOptionError({ where, option: name, known });
    given[aliases[name] ?? name] = value;
  }
  const random = (given.random as RandomSource | undefined) ?? createRandomSource(seedOf(given.seed));
  const side = given.padding_side ?? "right";
  if (side !== "left" && side !== "right")
    throw new OptionError({ where, option: "padding_side", value: side, allowed: ["left", "right"] });
  const sizes = shapeNames.map((name) => [
    name,
    drawn(given, name, random) ?? positive(name, given[name] ?? DEFAULT_DUMMY_SHAPES[name]),
  ]);
  const shapes = Object.fromEntries(sizes) as DummyShapes;
  const lengths = DEPENDENT_LENGTHS.map((name) => [name, lengthOf(name, given[name] ?? shapes.sequence_length)]);
  const ownGiven = own.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]);
  const more = { ...(given.more as object), ...Object.fromEntries(ownGiven) };
  return {
    ...shapes,
    ...(Object.fromEntries(lengths) as Record<DependentLength, number>),
    padding_side: side,
    random,
    given: (given.given as ReadonlySet<string> | undefined) ?? new Set(Object.keys(given)),
    more,
  };
}

const lengthOf = (name: DependentLength, value: unknown): number =>
  name === "past_sequence_length" && value === 0 ? 0 : positive(name, value);

function drawn(given: Readonly<Record<string, unknown>>, name: DummyShapeName, random: RandomSource) {
  const range = given[rangeOf(name)];
  if (range === undefined) return undefined;
  if (!Array.isArray(range) || range.length !== 2 || range[0] > range[1])
    throw new OptionError({ where, option: rangeOf(name), value: range, expected: "[smallest, largest]" });
  return random.integer(positive(rangeOf(name), range[0]), positive(rangeOf(name), range[1]) + 1);
}

/** A size. Throws OptionError unless it is a positive integer. */
export function positive(option: string, value: unknown): number {
  if (typeof value === "number" && Number.isInteger(value) && value > 0) return value;
  throw new OptionError({ where, option, value, expected: "a positive integer" });
}

function seedOf(value: unknown = DEFAULT_SEED): number {
  if (typeof value === "number" && Number.isInteger(value)) return value;
  throw new OptionError({ where, option: "seed", value, expected: "an integer" });
}
