import { allocate } from "../types/dtype.ts";
import { type NDArray, toNumbers } from "../types/ndarray.ts";
import { sizeOf } from "../types/shape.ts";

/** exp(x) divided by its sum along the axis, or the logarithm of that. The largest element of a row is taken off first. */
export function softmaxOf(x: NDArray, axis: number, logarithm: boolean): NDArray {
  const n = x.shape[axis]!;
  const stride = sizeOf(x.shape.slice(axis + 1));
  const from = toNumbers(x) as Float32Array;
  const data = allocate(x.dtype, from.length) as Float32Array;
  const row = new Float64Array(n);
  for (let start = 0; start < from.length; start += n * stride)
    for (let first = start; first < start + stride; first++) {
      let top = Number.NEGATIVE_INFINITY;
      for (let i = 0, at = first; i < n; i++, at += stride) top = Math.max(top, from[at]!);
      let sum = 0;
      for (let i = 0, at = first; i < n; i++, at += stride) {
        row[i] = logarithm ? from[at]! - top : Math.exp(from[at]! - top);
        sum += logarithm ? Math.exp(row[i]!) : row[i]!;
      }
      const shift = logarithm ? Math.log(sum) : 0;
      for (let i = 0, at = first; i < n; i++, at += stride) data[at] = logarithm ? row[i]! - shift : row[i]! / sum;
    }
  return { dtype: x.dtype, shape: x.shape, data };
}
