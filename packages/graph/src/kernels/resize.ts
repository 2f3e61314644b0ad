import { sizeOf } from "../types/shape.ts";
import { cubicTaps, cubicWeight, linearTaps, linearWeight, type Taps, wideTaps } from "./interpolation.ts";
import type { Floats } from "./matmul.ts";

/** One axis that changes its size. */
export interface AxisResize {
  readonly axis: number;
  readonly input: number;
  readonly output: number;
  readonly scale: number;
  /** The part of the axis that is kept, from 0 to 1, for tf_crop_and_resize. */
  readonly region: readonly [start: number, end: number];
}

/** Where in the input element `i` of the output lies, by the name of ONNX's coordinate transformation. */
export const coordinateModes = {
  half_pixel: (i: number, { scale }: AxisResize) => (i + 0.5) / scale - 0.5,
  half_pixel_symmetric: (i: number, { scale, input, output }: AxisResize) =>
    (input / 2) * (1 - output / (scale * input)) + (i + 0.5) / scale - 0.5,
  pytorch_half_pixel: (i: number, { scale, input }: AxisResize) =>
    scale * input === 1 ? -0.5 : (i + 0.5) / scale - 0.5,
  align_corners: (i: number, { scale, input }: AxisResize) =>
    scale * input === 1 ? 0 : (i * (input - 1)) / (scale * input - 1),
  // A whole number must not fall below itself by rounding, as the nearest element may be found by floor.
  asymmetric: (i: number, { scale, input, output }: AxisResize) =>
    scale === output / input ? (i * input) / output : i / scale,
  tf_crop_and_resize(i: number, { scale, input, region: [start, end] }: AxisResize) {
    const part = scale * input === 1 ? 0.5 * (end - start) : (i * (end - start)) / (scale * input - 1);
    return (start + part) * (input - 1);
  },
} as const;

/** Which element a place between two is given. */
export const nearestModes = {
  round_prefer_floor: (x: number) => Math.ceil(x - 0.5),
  round_prefer_ceil: (x: number) => Math.floor(x + 0.5),
  floor: Math.floor,
  ceil: Math.ceil,
} as const;

export interface Interpolation {
  readonly mode: "nearest" | "linear" | "cubic";
  readonly coordinates: keyof typeof coordinateModes;
  readonly nearest: keyof typeof nearestModes;
  readonly antialias: boolean;
  readonly cubicCoefficient: number;
  /** Whether elements beyond the ends do not count; else the elements at the ends stand for them. */
  readonly excludeOutside: boolean;
  /** What stands where tf_crop_and_resize reads beyond the ends. */
  readonly extrapolation: number;
}

function tapsAt(x: number, scale: number, how: Interpolation): Taps {
  const { mode, antialias, cubicCoefficient: a } = how;
  if (mode === "nearest") return { first: nearestModes[how.nearest](x), weights: [1] };
  if (mode === "linear") return antialias ? wideTaps(x, scale, 1, linearWeight) : linearTaps(x);
  return antialias ? wideTaps(x, scale, 2, (d) => cubicWeight(d, a)) : cubicTaps(x, a);
}

/** Weights of the input's elements for every element of the output; undefined where nothing is read. */
function readings(resize: AxisResize, how: Interpolation): ({ at: number[]; weights: number[] } | undefined)[] {
  const last = resize.input - 1;
  return Array.from({ length: resize.output }, (_, i) => {
    const x = coordinateModes[how.coordinates](i, resize);
    if (how.coordinates === "tf_crop_and_resize" && (x < 0 || x > last)) return undefined;
    const { first, weights } = tapsAt(x, resize.scale, how);
    const taps = weights.map((weight, k) => ({ at: first + k, weight }));
    const seen = how.excludeOutside ? taps.filter(({ at }) => at >= 0 && at <= last) : taps;
    const total = how.excludeOutside ? seen.reduce((sum, { weight }) => sum + weight, 0) : 1;
    return {
      at: seen.map(({ at }) => Math.min(Math.max(at, 0), last)),
      weights: seen.map(({ weight }) => weight / total),
    };
  });
}

/** x of `shape` with one axis resized. */
export function resizeAxis(x: Floats, shape: readonly number[], resize: AxisResize, how: Interpolation): Float64Array {
  const inner = sizeOf(shape.slice(resize.axis + 1));
  const outer = sizeOf(shape.slice(0, resize.axis));
  const list = readings(resize, how);
  const out = new Float64Array(outer * resize.output * inner);
  for (let o = 0; o < outer; o++)
    for (let i = 0; i < resize.output; i++) {
      const reading = list[i];
      const to = (o * resize.output + i) * inner;
      if (!reading) out.fill(how.extrapolation, to, to + inner);
      for (let k = 0; k < (reading?.at.length ?? 0); k++) {
        const weight = reading!.weights[k]!;
        const from = (o * resize.input + reading!.at[k]!) * inner;
        for (let j = 0; j < inner; j++) out[to + j]! += weight * x[from + j]!;
      }
    }
  return out;
}
