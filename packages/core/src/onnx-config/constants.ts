/** Weights of this many bytes (2 GB) do not fit in an ONNX file, whose protobuf encoding ends there. */
export const EXTERNAL_DATA_FORMAT_SIZE_LIMIT = 2 * 1024 ** 3;

/** The opset of an export for which none is asked: the first with Attention, RotaryEmbedding and RMSNormalization. */
export const DEFAULT_ONNX_OPSET = 23;

/** Sizes in place of a dynamic axis (-1) when a preprocessor makes the dummy inputs, as in transformers.onnx. */
export const DEFAULT_FIXED_BATCH = 2;
/** transformers.onnx's number of tokens of dummy inputs where that axis is fixed. */
export const DEFAULT_FIXED_SEQUENCE = 8;
/** transformers.onnx's number of choices of dummy inputs where that axis is fixed. */
export const DEFAULT_FIXED_NUM_CHOICES = 4;

/** Element types that weights are counted in. `size` is in bytes. */
export const ParameterFormat = { Float: { size: 4 } } as const;
export type ParameterFormat = (typeof ParameterFormat)[keyof typeof ParameterFormat];

/** Bytes that parameters take in a file. */
export const computeSerializedParametersSize = (
  numParameters: number,
  format: ParameterFormat = ParameterFormat.Float,
): number => numParameters * format.size;

/**
 * The size of an axis in dummy inputs: `fixedDimension` for a dynamic axis (any `dimension` below 1), less the tokens
 * that the tokenizer adds.
 */
export const computeEffectiveAxisDimension = (dimension: number, fixedDimension: number, numTokenToAdd = 0): number =>
  (dimension <= 0 ? fixedDimension : dimension) - numTokenToAdd;
