import { type DType, isHalf } from "../types/dtype.ts";
import { fromNumbers, type NDArray, toNumbers } from "../types/ndarray.ts";

/** What the reference computes float32 graphs in. */
export type Precision = "float32" | "float64";

/** A float32 array as float64 where that is the precision; anything else as it is. */
export function promote(array: NDArray, precision: Precision): NDArray {
  if (precision === "float32" || array.dtype !== "float32") return array;
  return { dtype: "float64", shape: array.shape, data: Float64Array.from(array.data as Float32Array) };
}

/** A half-precision array as float32; anything else as it is. */
export const widenHalf = (array: NDArray): NDArray =>
  isHalf(array.dtype) ? { dtype: "float32", shape: array.shape, data: toNumbers(array) as Float32Array } : array;

/** A float32 array rounded to half precision, where the operator's result has that dtype. */
export const narrowHalf = (array: NDArray, dtype: DType): NDArray =>
  isHalf(dtype) && !isHalf(array.dtype)
    ? { dtype, shape: array.shape, data: fromNumbers(dtype, toNumbers(array)) }
    : array;
