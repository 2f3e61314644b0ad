import { sizeOf, stridesOf } from "../types/shape.ts";
import type { Floats } from "./matmul.ts";
import { place } from "./place.ts";
import { walk } from "./strided.ts";

/** A window that slides along one axis. */
export interface Slide {
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  /** From the window's first element to its last, both included. */
  readonly extent: number;
  /** Elements that are added before and after the axis. */
  readonly before: number;
  readonly after: number;
  /** How many places the window takes. */
  readonly output: number;
}

/** Planes on which every window lies whole. */
export interface Framed {
  readonly data: Floats;
  readonly shape: readonly number[];
  /** Where the windows start in a plane. */
  readonly starts: Int32Array;
  /** Where a window's elements lie, counted from its start. */
  readonly taps: Int32Array;
}

/** x[planes, ...sizes] with `fill` where windows reach beyond it; without a copy where none does. */
export function framed(
  x: Floats,
  planes: number,
  sizes: readonly number[],
  slides: readonly Slide[],
  fill: number,
): Framed {
  const shape = slides.map(({ output, stride, extent }) => (output - 1) * stride + extent);
  const lattice = latticeOf(slides, shape);
  if (slides.every(({ before }, i) => before === 0 && shape[i] === sizes[i])) return { data: x, shape, ...lattice };
  const data =
    x instanceof Float64Array ? new Float64Array(planes * sizeOf(shape)) : new Float32Array(planes * sizeOf(shape));
  if (fill !== 0) data.fill(fill);
  place(
    x,
    data,
    planes,
    sizes,
    shape,
    slides.map(({ before }) => before),
  );
  return { data, shape, ...lattice };
}

/** Where windows start in a plane of `shape`, and where their elements lie. */
export function latticeOf(slides: readonly Slide[], shape: readonly number[]): Pick<Framed, "starts" | "taps"> {
  const strides = stridesOf(shape);
  return {
    starts: offsets(
      slides.map(({ output }) => output),
      slides.map(({ stride }, i) => stride * strides[i]!),
    ),
    taps: offsets(
      slides.map(({ kernel }) => kernel),
      slides.map(({ dilation }, i) => dilation * strides[i]!),
    ),
  };
}

function offsets(shape: readonly number[], strides: readonly number[]): Int32Array {
  const out = new Int32Array(sizeOf(shape));
  walk(shape, [strides], (i, [offset]) => {
    out[i] = offset!;
  });
  return out;
}
