import { OptionError, UnknownOptionError } from "../errors/option-error.ts";
import { type BothCases, snakeCaseOptions } from "./options.ts";
import type { DummyImage, PreprocessorLike } from "./preprocessor.ts";

/** The keywords of transformers.onnx's generate_dummy_inputs, and their defaults. -1 is a dynamic axis. */
export const DEFAULT_PREPROCESSOR_OPTIONS = {
  batch_size: -1,
  seq_length: -1,
  num_choices: -1,
  is_pair: false,
  num_channels: 3,
  image_width: 40,
  image_height: 40,
  /** Samples per second. */
  sampling_rate: 22050,
  /** Seconds of audio. */
  time_duration: 5.0,
  /** Of the audio's tone, in Hz. */
  frequency: 220,
  /** Decides the pixels of images. */
  seed: 0,
};

interface PreprocessorOptionNames extends Readonly<Partial<typeof DEFAULT_PREPROCESSOR_OPTIONS>> {
  readonly preprocessor?: PreprocessorLike;
  /** Deprecated upstream: `preprocessor`, for tokenizers. */
  readonly tokenizer?: PreprocessorLike;
  /** Other name of `seq_length`. */
  readonly sequence_length?: number;
  /** Accepted and without effect. */
  readonly framework?: string;
  /** Makes the image that the processor takes, such as a RawImage of Transformers.js. Default: a DummyImage. */
  readonly create_image?: (image: DummyImage) => unknown;
}

/** The options of dummy inputs from a preprocessor, in snake_case or camelCase. */
export type PreprocessorDummyOptions = BothCases<PreprocessorOptionNames> &
  ({ readonly preprocessor: PreprocessorLike } | { readonly tokenizer: PreprocessorLike });

export type ResolvedPreprocessorOptions = typeof DEFAULT_PREPROCESSOR_OPTIONS & {
  readonly preprocessor: PreprocessorLike;
  readonly create_image: (image: DummyImage) => unknown;
};

const where = "generateDummyInputs";

/** Checks and completes the options. Throws UnknownOptionError and OptionError. */
export function resolvePreprocessorOptions(options: PreprocessorDummyOptions): ResolvedPreprocessorOptions {
  const { preprocessor, tokenizer, sequence_length, framework, create_image, ...rest } = snakeCaseOptions(
    options,
  ) as PreprocessorOptionNames;
  if (preprocessor && tokenizer)
    throw new OptionError({ where, option: "tokenizer", value: "given", expected: "a preprocessor or a tokenizer" });
  const chosen = preprocessor ?? tokenizer;
  if (typeof chosen !== "function")
    throw new OptionError({ where, option: "preprocessor", value: typeof chosen, expected: "a function" });
  const known = Object.keys(DEFAULT_PREPROCESSOR_OPTIONS);
  for (const [option, value] of Object.entries(rest)) {
    if (!known.includes(option)) throw new UnknownOptionError({ where, option, known });
    const example = DEFAULT_PREPROCESSOR_OPTIONS[option as keyof typeof DEFAULT_PREPROCESSOR_OPTIONS];
    if (typeof value !== typeof example || (typeof value === "number" && !Number.isFinite(value)))
      throw new OptionError({ where, option, value, expected: `a ${typeof example}` });
  }
  return {
    ...DEFAULT_PREPROCESSOR_OPTIONS,
    ...(sequence_length === undefined ? {} : { seq_length: sequence_length }),
    ...rest,
    preprocessor: chosen,
    create_image: create_image ?? ((image) => image),
  };
}
