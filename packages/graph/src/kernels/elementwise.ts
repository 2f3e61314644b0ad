import { allocate, type DType, isBig } from "../types/dtype.ts";
import { fromNumbers, type NDArray, toNumbers } from "../types/ndarray.ts";
import { broadcast, sizeOf } from "../types/shape.ts";
import type { RowFunction } from "./row.ts";
import { broadcastStrides, walkRows } from "./strided.ts";

/** f of every element, in the dtype of x unless another is named. */
export function mapElements(x: NDArray, f: (x: number) => number, dtype: DType = x.dtype): NDArray {
  const from = toNumbers(x);
  const to = resultNumbers(dtype, from.length);
  for (let i = 0; i < from.length; i++) to[i] = f(from[i]!);
  return { dtype, shape: x.shape, data: isBoxed(dtype) ? fromNumbers(dtype, to) : to };
}

/**
 * f of the elements of a and b, broadcast against each other, in the dtype of a unless another is named. `row` computes
 * the same for a row of floats at once.
 */
export function zipElements(
  a: NDArray,
  b: NDArray,
  f: (a: number, b: number) => number,
  dtype: DType = a.dtype,
  row?: RowFunction,
): NDArray {
  const shape = broadcast(a.shape, b.shape) as number[];
  const [left, right] = [toNumbers(a), toNumbers(b)];
  const to = resultNumbers(dtype, sizeOf(shape));
  const strides = [broadcastStrides(a.shape, shape), broadcastStrides(b.shape, shape)];
  const quick = [left, right, to].every((x) => x instanceof Float32Array) ? row : undefined;
  walkRows(shape, strides, (at, length, [i, j], [di, dj]) => {
    if (quick) quick(left as Float32Array, i!, di!, right as Float32Array, j!, dj!, to, at, length);
    else for (let k = 0; k < length; k++) to[at + k] = f(left[i! + k * di!]!, right[j! + k * dj!]!);
  });
  return { dtype, shape, data: isBoxed(dtype) ? fromNumbers(dtype, to) : to };
}

/** Dtypes whose numbers become elements only when all are there. */
const isBoxed = (dtype: DType): boolean => isBig(dtype) || dtype === "bool";

const resultNumbers = (dtype: DType, length: number): Float32Array =>
  (isBoxed(dtype) ? new Float64Array(length) : allocate(dtype, length)) as Float32Array;
