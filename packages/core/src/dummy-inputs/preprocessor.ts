/** An array as libraries of tensors hold it: Transformers.js and ONNX Runtime say `type` and `dims`. */
export interface TensorLike {
  readonly dims?: readonly number[];
  readonly shape?: readonly number[];
  readonly type?: string;
  readonly dtype?: string;
  readonly data: ArrayLike<number | bigint | boolean>;
}

/** Numbers in nested lists of equal lengths. */
export type NestedNumbers = number | bigint | boolean | readonly NestedNumbers[];

/** What a preprocessor returns: the model's inputs by name. */
export type Encoding = Readonly<Record<string, TensorLike | NestedNumbers>>;

/**
 * A tokenizer, image processor or feature extractor: a function with a few properties. A tokenizer of Transformers.js
 * is one as it is. Which of the three it is follows from the first of `model_input_names` ("pixel_values": images,
 * "input_features" or "input_values": audio, else texts); without them it is a tokenizer.
 */
export interface PreprocessorLike {
  /**
   * A tokenizer gets a list of texts and `{ text_pair?, return_tensor, return_token_type_ids }`; an image processor a
   * list of DummyImage (or what `create_image` makes of them); a feature extractor a list of Float32Array. Returns
   * an Encoding or a promise of one.
   */
  (input: never, options?: never): unknown;
  readonly model_input_names?: readonly string[] | undefined;
  readonly unk_token?: string | null | undefined;
  /** How many tokens the tokenizer adds to a text, or to a pair. Without it, an empty text is tokenized to see. */
  numSpecialTokensToAdd?(pair?: boolean): number;
}

/** Random pixels, row by row, the channels of a pixel side by side. */
export interface DummyImage {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

export type PreprocessorKind = "text" | "image" | "audio";

export function preprocessorKind({ model_input_names: names }: PreprocessorLike): PreprocessorKind {
  const first = names?.[0];
  if (first === "pixel_values") return "image";
  return first === "input_features" || first === "input_values" ? "audio" : "text";
}

/** Calls a preprocessor; awaits what it returns. */
export const encode = async (
  preprocessor: PreprocessorLike,
  input: unknown,
  options?: Readonly<Record<string, unknown>>,
): Promise<Encoding> =>
  (await (preprocessor as (input: unknown, options?: unknown) => unknown)(input, options)) as Encoding;
