import { allocate, type NumericData } from "../types/dtype.ts";
import type { NDArray } from "../types/ndarray.ts";
import { sizeOf, stridesOf } from "../types/shape.ts";

/** What stands where padding has no element of its own: which of `size` elements is at `i`, before 0 or from `size` on. */
export const padModes = {
  constant: () => -1,
  edge: (i: number, size: number) => Math.min(Math.max(i, 0), size - 1),
  reflect(i: number, size: number) {
    const period = Math.max(1, 2 * (size - 1));
    const at = modulo(i, period);
    return Math.min(at, period - at);
  },
  wrap: (i: number, size: number) => modulo(i, size),
} as const;

export type PadMode = keyof typeof padModes;

const modulo = (i: number, n: number): number => ((i % n) + n) % n;

/** x with elements added (or, by negative numbers, cut) before and after each axis. */
export function padArray(
  x: NDArray,
  before: readonly number[],
  after: readonly number[],
  mode: PadMode,
  value: NDArray | undefined,
): NDArray {
  const shape = x.shape.map((size, i) => size + before[i]! + after[i]!);
  const picks = shape.map((length, axis) => {
    const size = x.shape[axis]!;
    if (size === 0 && mode !== "constant" && length > 0) throw new Error(`axis ${axis} is empty: nothing to repeat`);
    return Array.from({ length }, (_, i) => {
      const at = i - before[axis]!;
      return at >= 0 && at < size ? at : padModes[mode](at, size);
    });
  });
  const [from, into] = [stridesOf(x.shape), stridesOf(shape)];
  const source = x.data as Float32Array;
  const data = allocate(x.dtype, sizeOf(shape)) as NumericData as Float32Array;
  if (value) data.fill((value.data as Float32Array)[0]!);
  const last = shape.length - 1;
  const fill = (axis: number, start: number, to: number): void => {
    const list = picks[axis]!;
    for (let i = 0; i < list.length; i++) {
      const pick = list[i]!;
      if (pick < 0) continue;
      if (axis === last) data[to + i] = source[start + pick]!;
      else fill(axis + 1, start + pick * from[axis]!, to + i * into[axis]!);
    }
  };
  if (shape.length > 0) fill(0, 0, 0);
  return { dtype: x.dtype, shape, data: shape.length > 0 ? data : x.data };
}
