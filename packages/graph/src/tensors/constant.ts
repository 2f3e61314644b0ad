import type { Dim } from "../types/dim.ts";
import { type DType, isBig, isFloat } from "../types/dtype.ts";
import { arrayOf, type NDArray, toNumbers } from "../types/ndarray.ts";
import type { KnownType } from "../types/tensor-type.ts";
import type { ConstantSource, SizesSource, Tensor } from "./tensor.ts";

/** A value fixed by the model's code. */
export const constant = (value: NDArray): Tensor<ConstantSource> => ({
  type: knownType(value),
  source: { kind: "constant", value },
});

/** A scalar of the dtype. */
export const scalar = (value: number, dtype: Exclude<DType, "string"> = "float32") =>
  constant(arrayOf(dtype, [], [value]));

/** An int64 vector. */
export const ints = (...values: readonly number[]) => constant(arrayOf("int64", [values.length], values));

/**
 * Sizes as an int64 vector. Where all are numbers it is a constant; a symbol gets its value from the graph's inputs when
 * the graph runs.
 */
export function sizes(dims: readonly Dim[]): Tensor<ConstantSource | SizesSource> {
  if (dims.every((d) => typeof d === "number")) return ints(...dims);
  return { type: { dtype: "int64", shape: [dims.length], elements: dims }, source: { kind: "sizes", sizes: dims } };
}

/** One size as an int64 scalar. */
export function size(dim: Dim): Tensor<ConstantSource | SizesSource> {
  if (typeof dim === "number") return scalar(dim, "int64");
  return { type: { dtype: "int64", shape: [], elements: [dim] }, source: { kind: "sizes", sizes: [dim] } };
}

/** Vectors longer than this are data, not shapes. */
const longestShape = 64;

/** An array's type, with its elements where it may be a shape, an axis, or bounds or scales, which may be floats. */
export function knownType(array: NDArray): KnownType {
  const { dtype, shape, data } = array;
  const isKind = isBig(dtype) || dtype === "int32" || isFloat(dtype);
  return isKind && shape.length <= 1 && data.length <= longestShape
    ? { dtype, shape, elements: Array.from(toNumbers(array)) }
    : { dtype, shape };
}
