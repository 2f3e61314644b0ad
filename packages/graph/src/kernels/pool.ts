import { sizeOf, stridesOf } from "../types/shape.ts";
import type { Floats } from "./matmul.ts";
import { walk } from "./strided.ts";
import { framed, type Slide } from "./windows.ts";

/** Writes the sum that each window sees, divided by how many elements it counts: `counts`, one for each place. */
export function averageWindows(
  x: Floats,
  out: Floats,
  sizes: readonly number[],
  slides: readonly Slide[],
  counts: readonly number[],
): void {
  const planes = x.length / sizeOf(sizes);
  const { data, shape, starts, taps } = framed(x, planes, sizes, slides, 0);
  const plane = sizeOf(shape);
  for (let i = 0; i < out.length; i++) {
    const place = i % starts.length;
    const start = Math.floor(i / starts.length) * plane + starts[place]!;
    let sum = 0;
    for (let k = 0; k < taps.length; k++) sum += data[start + taps[k]!]!;
    out[i] = sum / counts[place]!;
  }
}

/**
 * Writes the largest element that each window sees, and calls `found` with where it lies in x; `strides` say how positions in
 * a plane are counted.
 */
export function largestOfWindows(
  x: Floats,
  out: Floats,
  sizes: readonly number[],
  slides: readonly Slide[],
  strides: readonly number[],
  found: (i: number, position: number) => void,
): void {
  const planes = x.length / sizeOf(sizes);
  const { data, shape, starts, taps } = framed(x, planes, sizes, slides, Number.NEGATIVE_INFINITY);
  const plane = sizeOf(shape);
  const positions = new Int32Array(plane);
  const first = slides.reduce((sum, { before }, i) => sum - before * strides[i]!, 0);
  walk(
    shape,
    [strides],
    (at, [position]) => {
      positions[at] = position!;
    },
    [first],
  );
  for (let i = 0; i < out.length; i++) {
    const [channel, start] = [Math.floor(i / starts.length), starts[i % starts.length]!];
    let best = start + taps[0]!;
    let largest = data[channel * plane + best]!;
    for (let k = 1; k < taps.length; k++) {
      const at = start + taps[k]!;
      const value = data[channel * plane + at]!;
      if (value > largest) {
        largest = value;
        best = at;
      }
    }
    out[i] = largest;
    found(i, channel * sizeOf(sizes) + positions[best]!);
  }
}

/** How far apart elements of a plane are counted: row by row, or column by column. */
export const countingStrides = (sizes: readonly number[], columnMajor: boolean): readonly number[] =>
  columnMajor ? stridesOf(sizes.toReversed()).toReversed() : stridesOf(sizes);
