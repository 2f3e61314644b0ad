import { sizeOf, stridesOf } from "../types/shape.ts";
import { copyRun } from "./copy.ts";
import { walk } from "./strided.ts";

type Elements = Float32Array | Float64Array;

/**
 * Copies each of the planes x[planes, ...sizes] into a plane of `to`[planes, ...shape], its first element `before` elements
 * from the start of each axis. What lies outside is cut: a negative `before` cuts the start. The rest of `to` stays.
 */
export function place(
  x: Elements,
  to: Elements,
  planes: number,
  sizes: readonly number[],
  shape: readonly number[],
  before: readonly number[],
): void {
  const first = before.map((d) => Math.max(0, -d));
  const copied = sizes.map((size, i) => Math.max(0, Math.min(size, shape[i]! - before[i]!) - first[i]!));
  const [from, into] = [stridesOf(sizes), stridesOf(shape)];
  const start = [from, into].map((strides, k) =>
    strides.reduce((sum, stride, i) => sum + stride * (first[i]! + (k === 1 ? before[i]! : 0)), 0),
  );
  const length = copied.at(-1) ?? 1;
  walk(
    [planes, ...copied.slice(0, -1)],
    [
      [sizeOf(sizes), ...from.slice(0, -1)],
      [sizeOf(shape), ...into.slice(0, -1)],
    ],
    (_, [i, j]) => copyRun(x as Float32Array, i!, to as Float32Array, j!, length),
    start,
  );
}
