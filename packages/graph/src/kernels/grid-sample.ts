import { roundHalfToEven } from "../types/round.ts";
import { sizeOf, stridesOf } from "../types/shape.ts";
import { cubicTaps, linearTaps, type Taps } from "./interpolation.ts";
import type { Floats } from "./matmul.ts";

export interface Sampling {
  readonly mode: "linear" | "nearest" | "cubic";
  readonly padding: "zeros" | "border" | "reflection";
  readonly alignCorners: boolean;
}

/** The slope at 1 of the cubic convolution, which ONNX fixes here. */
const cubicCoefficient = -0.75;

/** x between low and high, mirrored at them until it is there. */
function reflect(x: number, low: number, high: number): number {
  const range = high - low;
  if (range <= 0) return low;
  const distance = x < low ? low - x : Math.max(0, x - high);
  const turns = Math.trunc(distance / range);
  const rest = distance - turns * range;
  if (distance === 0) return x;
  return x < low === (turns % 2 === 0) ? low + rest : high - rest;
}

/** The elements of an axis of `size` that the coordinate, -1 to 1 across the axis, is made of. An element of -1 is a zero. */
function tapsOf(
  coordinate: number,
  size: number,
  { mode, padding, alignCorners }: Sampling,
): { at: number; weight: number }[] {
  const [low, high] = alignCorners ? [0, size - 1] : [-0.5, size - 0.5];
  const clamp = (x: number) => Math.min(Math.max(x, 0), size - 1);
  let x = alignCorners ? ((coordinate + 1) / 2) * (size - 1) : ((coordinate + 1) * size - 1) / 2;
  if (mode === "nearest") x = roundHalfToEven(x);
  if (x < low || x > high) {
    if (padding === "border") x = clamp(x);
    else if (padding === "reflection") x = reflect(x, low, high);
  }
  const inside = (i: number): number => {
    if (i >= 0 && i < size) return i;
    if (padding === "zeros") return -1;
    return padding === "border" ? clamp(i) : Math.trunc(reflect(i, low, high));
  };
  const { first, weights } = { nearest: nearestTaps, linear: linearTaps, cubic: keysTaps }[mode](x);
  return weights.map((weight, k) => ({ at: inside(first + k), weight }));
}

const nearestTaps = (x: number): Taps => ({ first: Math.trunc(x), weights: [1] });
const keysTaps = (x: number): Taps => cubicTaps(x, cubicCoefficient);

/**
 * Writes to out[batch, channels, places] what x[batch, channels, ...sizes] holds at the grid[batch, places, axes] of
 * coordinates, whose first is that of the last axis.
 */
export function sampleGrid(
  x: Floats,
  grid: Floats,
  out: Floats,
  batch: number,
  channels: number,
  sizes: readonly number[],
  how: Sampling,
): void {
  const [rank, plane, strides] = [sizes.length, sizeOf(sizes), stridesOf(sizes)];
  const places = grid.length / batch / rank;
  for (let b = 0; b < batch; b++)
    for (let p = 0; p < places; p++) {
      const row = (b * places + p) * rank;
      let taps = [{ at: 0, weight: 1 }];
      sizes.forEach((size, axis) => {
        const along = tapsOf(grid[row + rank - 1 - axis]!, size, how).filter(({ at }) => at >= 0);
        taps = taps.flatMap((outer) =>
          along.map(({ at, weight }) => ({ at: outer.at + at * strides[axis]!, weight: outer.weight * weight })),
        );
      });
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (const { at, weight } of taps) sum += weight * x[(b * channels + c) * plane + at]!;
        out[(b * channels + c) * places + p] = sum;
      }
    }
}
