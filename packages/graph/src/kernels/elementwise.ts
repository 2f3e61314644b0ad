import { allocate, type DType, isBig, type NumericData } from "../types/dtype.ts";
import { fromNumbers, type NDArray, toNumbers } from "../types/ndarray.ts";
import { broadcast, sizeOf, stridesOf } from "../types/shape.ts";

/** f of every element, in the dtype of x unless another is named. */
export function mapElements(x: NDArray, f: (x: number) => number, dtype: DType = x.dtype): NDArray {
  const from = toNumbers(x);
  const to =
    isBig(dtype) || dtype === "bool" ? new Float64Array(from.length) : (allocate(dtype, from.length) as Float64Array);
  for (let i = 0; i < from.length; i++) to[i] = f(from[i]!);
  return {
    dtype,
    shape: x.shape,
    data: to instanceof Float64Array && dtype !== "float64" ? fromNumbers(dtype, to) : to,
  };
}

/** f of the elements of a and b, broadcast against each other, in the dtype of a unless another is named. */
export function zipElements(
  a: NDArray,
  b: NDArray,
  f: (a: number, b: number) => number,
  dtype: DType = a.dtype,
): NDArray {
  const shape = broadcast(a.shape, b.shape) as number[];
  const length = sizeOf(shape);
  const [from, other] = [toNumbers(a), toNumbers(b)];
  const boxed = isBig(dtype) || dtype === "bool";
  const to = boxed ? new Float64Array(length) : (allocate(dtype, length) as Float64Array);
  if (from.length === length && length > 0 && isSuffix(b.shape, a.shape)) {
    const period = other.length;
    for (let start = 0; start < length; start += period)
      for (let i = 0; i < period; i++) to[start + i] = f(from[start + i]!, other[i]!);
  } else if (other.length === length && length > 0 && isSuffix(a.shape, b.shape)) {
    const period = from.length;
    for (let start = 0; start < length; start += period)
      for (let i = 0; i < period; i++) to[start + i] = f(from[i]!, other[start + i]!);
  } else {
    const [left, right] = [broadcastStrides(a.shape, shape), broadcastStrides(b.shape, shape)];
    walk(shape, [left, right], (i, offsets) => {
      to[i] = f(from[offsets[0]!]!, other[offsets[1]!]!);
    });
  }
  return { dtype, shape, data: boxed ? fromNumbers(dtype, to) : to };
}

const isSuffix = (inner: readonly number[], outer: readonly number[]): boolean =>
  inner.length <= outer.length && inner.every((d, i) => d === outer[outer.length - inner.length + i]);

/** Strides with which an array of `shape` is read as one of `target`: 0 along broadcast axes. */
export function broadcastStrides(shape: readonly number[], target: readonly number[]): number[] {
  const strides = stridesOf(shape);
  const lead = target.length - shape.length;
  return target.map((_, i) => (i < lead || shape[i - lead] === 1 ? 0 : strides[i - lead]!));
}

/** Calls visit for every index of `shape` in row-major order, with the offset that each list of strides gives. */
export function walk(
  shape: readonly number[],
  strides: readonly (readonly number[])[],
  visit: (i: number, offsets: readonly number[]) => void,
  starts: readonly number[] = strides.map(() => 0),
): void {
  const length = sizeOf(shape);
  const rank = shape.length;
  const index = new Array<number>(rank).fill(0);
  const offsets = [...starts];
  for (let i = 0; i < length; i++) {
    visit(i, offsets);
    for (let axis = rank - 1; axis >= 0; axis--) {
      index[axis] = index[axis]! + 1;
      for (let k = 0; k < strides.length; k++) offsets[k] = offsets[k]! + strides[k]![axis]!;
      if (index[axis]! < shape[axis]!) break;
      for (let k = 0; k < strides.length; k++) offsets[k] = offsets[k]! - strides[k]![axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
}

/** The array of `shape` whose elements lie in x at `start` plus the strides: transposes, slices, broadcasts. */
export function gatherStrided(x: NDArray, shape: readonly number[], strides: readonly number[], start = 0): NDArray {
  const length = sizeOf(shape);
  const from = x.data as NumericData;
  const to = allocate(x.dtype, length) as NumericData;
  if (length === 0) return { dtype: x.dtype, shape, data: to };
  const inner = shape.at(-1) ?? 1;
  const step = strides.at(-1) ?? 0;
  walk(
    shape.slice(0, -1),
    [strides.slice(0, -1)],
    (row, [offset]) => {
      for (let i = 0, j = offset!, o = row * inner; i < inner; i++, j += step) to[o + i] = from[j]!;
    },
    [start],
  );
  return { dtype: x.dtype, shape, data: to };
}
