import { allocate, type NumericData } from "../types/dtype.ts";
import type { NDArray } from "../types/ndarray.ts";
import { sizeOf, stridesOf } from "../types/shape.ts";
import { copyRun } from "./copy.ts";

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

/**
 * Calls visit for each row of `shape`: where it starts in the result, how long it is, and for each list of strides where it
 * starts and how far its elements lie apart. Axes that lie in step with the next one are one axis, so rows are long.
 */
export function walkRows(
  shape: readonly number[],
  strides: readonly (readonly number[])[],
  visit: (at: number, length: number, offsets: readonly number[], steps: readonly number[]) => void,
  starts?: readonly number[],
): void {
  const sizes: number[] = [];
  const merged: number[][] = strides.map(() => []);
  for (let axis = 0; axis < shape.length; axis++) {
    const size = shape[axis]!;
    if (size === 1) continue;
    const last = sizes.length - 1;
    const inStep = last >= 0 && strides.every((list, k) => merged[k]![last] === list[axis]! * size);
    if (inStep) sizes[last]! *= size;
    else sizes.push(size);
    strides.forEach((list, k) => {
      merged[k]![sizes.length - 1] = list[axis]!;
    });
  }
  const length = sizes.pop() ?? 1;
  const steps = merged.map((list) => (list.length > sizes.length ? list.pop()! : 0));
  walk(sizes, merged, (row, offsets) => visit(row * length, length, offsets, steps), starts);
}

/** The array of `shape` whose elements lie in x at `start` plus the strides: transposes, slices, broadcasts. */
export function gatherStrided(x: NDArray, shape: readonly number[], strides: readonly number[], start = 0): NDArray {
  const from = x.data as Float32Array;
  const to = allocate(x.dtype, sizeOf(shape)) as NumericData as Float32Array;
  walkRows(
    shape,
    [strides],
    (at, length, [offset], [step]) => {
      if (step === 1) copyRun(from, offset!, to, at, length);
      else if (step === 0) to.fill(from[offset!]!, at, at + length);
      else for (let i = 0, j = offset!; i < length; i++, j += step!) to[at + i] = from[j]!;
    },
    [start],
  );
  return { dtype: x.dtype, shape, data: to };
}
