import {
  allocate,
  type Data,
  type DType,
  fromNumbers,
  type NDArray,
  ndarray,
  normalizeAxis,
  sizeOf,
  toBFloat16,
  toFloat16,
} from "@transonnx/graph";
import { OptionError } from "../errors/option-error.ts";
import type { RandomSource } from "./random-source.ts";

/** An array of the given numbers, rounded to the dtype. */
export function tensorOf(dtype: DType, shape: readonly number[], values: ArrayLike<number>): NDArray {
  if (dtype === "float16") return ndarray(dtype, shape, Uint16Array.from(values, toFloat16));
  if (dtype === "bfloat16") return ndarray(dtype, shape, Uint16Array.from(values, toBFloat16));
  return ndarray(dtype, shape, fromNumbers(dtype, values));
}

/** As many numbers as an array of this shape has: pictures have some 100,000. */
function drawn(shape: readonly number[], next: () => number): Float64Array {
  const values = new Float64Array(sizeOf(shape));
  for (let i = 0; i < values.length; i++) values[i] = next();
  return values;
}

/** int8 ids end here, whatever the size of the vocabulary. */
const INT8_END = 128;

/** Integers in [minValue, maxValue); in int8, below 128. */
export function randomIntTensor(
  random: RandomSource,
  shape: readonly number[],
  maxValue: number,
  { minValue = 0, dtype = "int64" }: { minValue?: number; dtype?: DType } = {},
): NDArray {
  const end = dtype === "int8" ? Math.min(maxValue, INT8_END) : maxValue;
  return tensorOf(
    dtype,
    shape,
    drawn(shape, () => random.integer(minValue, end)),
  );
}

/**
 * Ones, followed by 1 to n - 1 zeros on the last axis (of size n), the same for all rows: a padded attention mask.
 * `paddingSide` "left" puts the zeros first. A last axis of size 1 has no padding.
 */
export function randomMaskTensor(
  random: RandomSource,
  shape: readonly number[],
  { paddingSide = "right", dtype = "int64" }: { paddingSide?: PaddingSide; dtype?: DType } = {},
): NDArray {
  const length = shape.at(-1) ?? 1;
  const padding = length > 1 ? random.integer(1, length) : 0;
  const isToken = (position: number) => (paddingSide === "right" ? position < length - padding : position >= padding);
  return tensorOf(
    dtype,
    shape,
    Uint8Array.from({ length: sizeOf(shape) }, (_, i) => (isToken(i % length) ? 1 : 0)),
  );
}

/** On which side of the tokens padding stands. */
export type PaddingSide = "left" | "right";

/** Numbers in [minValue, maxValue). */
export function randomFloatTensor(
  random: RandomSource,
  shape: readonly number[],
  { minValue = 0, maxValue = 1, dtype = "float32" }: { minValue?: number; maxValue?: number; dtype?: DType } = {},
): NDArray {
  return tensorOf(
    dtype,
    shape,
    drawn(shape, () => minValue + random.next() * (maxValue - minValue)),
  );
}

/** One value everywhere. Without a dtype: int64 for an integer, float32 for any other number. */
export function constantTensor(
  shape: readonly number[],
  value = 1,
  dtype: DType = Number.isInteger(value) ? "int64" : "float32",
): NDArray {
  return tensorOf(dtype, shape, new Float64Array(sizeOf(shape)).fill(value));
}

/** The arrays one after the other along an axis; all other sizes and the dtypes are equal. */
export function concatInputs(inputs: readonly NDArray[], dim: number): NDArray {
  const first = inputs[0];
  if (!first) throw new OptionError({ where: "concatInputs", option: "inputs", value: [], expected: "arrays" });
  const { dtype } = first;
  const axis = normalizeAxis(dim, first.shape.length);
  const fits = ({ dtype: other, shape }: NDArray) =>
    other === dtype &&
    shape.length === first.shape.length &&
    shape.every((size, i) => i === axis || size === first.shape[i]);
  const misfit = inputs.find((input) => !fits(input));
  if (misfit)
    throw new OptionError({
      where: "concatInputs",
      option: "inputs",
      value: `${misfit.dtype}[${misfit.shape.join(", ")}]`,
      expected: `${dtype}[${first.shape.map((size, i) => (i === axis ? "any" : size)).join(", ")}]`,
    });

  const shape = first.shape.map((size, i) => (i === axis ? inputs.reduce((n, x) => n + x.shape[axis]!, 0) : size));
  const rows = sizeOf(shape.slice(0, axis));
  const width = sizeOf(shape.slice(axis));
  const out: Data = allocate(dtype, rows * width);
  let column = 0;
  for (const { data, shape: own } of inputs) {
    const ownWidth = sizeOf(own.slice(axis));
    for (let row = 0; row < rows; row++)
      for (let i = 0; i < ownWidth; i++) out[row * width + column + i] = data[row * ownWidth + i]!;
    column += ownWidth;
  }
  return { dtype, shape, data: out };
}

/** What `pad` takes: the axis, how long it becomes, and what it is filled with. */
export interface PadOptions {
  /** The axis to lengthen. */
  readonly dim: number;
  /** Its size afterwards. Either this or `paddingLength`. */
  readonly desiredLength?: number;
  /** How much to add. */
  readonly paddingLength?: number;
  /** What to add. Default 1. */
  readonly value?: number;
}

/** The array with a constant added at the end of an axis; as it is where it is long enough. */
export function padInputOnDim(input: NDArray, { dim, desiredLength, paddingLength, value = 1 }: PadOptions): NDArray {
  if ((desiredLength === undefined) === (paddingLength === undefined))
    throw new OptionError({
      where: "padInputOnDim",
      option: "desiredLength",
      value: desiredLength,
      expected: "either desiredLength or paddingLength",
    });
  const axis = normalizeAxis(dim, input.shape.length);
  const added = paddingLength ?? desiredLength! - input.shape[axis]!;
  if (added <= 0) return input;
  const shape = input.shape.map((size, i) => (i === axis ? added : size));
  return concatInputs([input, constantTensor(shape, value, input.dtype)], axis);
}
