import { type DType, isHalf } from "../types/dtype.ts";
import { fromBFloat16, fromFloat16, toBFloat16, toFloat16 } from "../types/half.ts";
import type { NDArray } from "../types/ndarray.ts";

/** What the reference computes float32 graphs in. */
export type Precision = "float32" | "float64";

/** A float32 array as float64 where that is the precision; anything else as it is. */
export function promote(array: NDArray, precision: Precision): NDArray {
  if (precision === "float32" || array.dtype !== "float32") return array;
  return { dtype: "float64", shape: array.shape, data: Float64Array.from(array.data as Float32Array) };
}

/** A half-precision array as float32; anything else as it is. */
export function widenHalf(array: NDArray): NDArray {
  if (!isHalf(array.dtype)) return array;
  const from = array.dtype === "float16" ? fromFloat16 : fromBFloat16;
  return { dtype: "float32", shape: array.shape, data: Float32Array.from(array.data as Uint16Array, from) };
}

/** A float32 array rounded to half precision, where the operator's result has that dtype. */
export function narrowHalf(array: NDArray, dtype: DType): NDArray {
  if (!isHalf(dtype) || isHalf(array.dtype)) return array;
  const to = dtype === "float16" ? toFloat16 : toBFloat16;
  return { dtype, shape: array.shape, data: Uint16Array.from(array.data as Float32Array, to) };
}
