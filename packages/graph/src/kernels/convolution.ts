import { sizeOf } from "../types/shape.ts";
import { type Floats, multiplyRows, transposed } from "./matmul.ts";
import { framed, latticeOf, type Slide } from "./windows.ts";

export interface Channels {
  readonly batch: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly groups: number;
}

/** Elements of the patches that are multiplied at once: they stay in the cache. */
const patchElements = 1 << 18;

/** Below so many output channels of a group, laying out the patches costs more than it saves. */
const fewChannels = 4;

/**
 * Adds to out[batch, outputs, …] the convolution of x[batch, inputs, ...sizes] with weight[outputs, inputs / groups, …]:
 * the patches that the window sees become rows, and the weights are multiplied with them (im2col).
 */
export function convolve(
  x: Floats,
  weight: Floats,
  out: Floats,
  { batch, inputs, outputs, groups }: Channels,
  sizes: readonly number[],
  slides: readonly Slide[],
): void {
  const [ins, outs] = [inputs / groups, outputs / groups];
  const places = sizeOf(slides.map(({ output }) => output));
  const frame = framed(x, batch * inputs, sizes, slides, 0);
  const plane = sizeOf(frame.shape);
  const { starts, taps } = frame;
  const length = ins * taps.length;
  const offsets = Int32Array.from({ length }, (_, i) => Math.floor(i / taps.length) * plane + taps[i % taps.length]!);
  const apply = outs < fewChannels ? slideOver : multiplyPatches;
  for (let i = 0; i < batch * groups; i++) {
    const from = frame.data.subarray(i * ins * plane, (i + 1) * ins * plane);
    const group = i % groups;
    const rows = weight.subarray(group * outs * length, (group + 1) * outs * length);
    apply(from, starts, offsets, rows, out.subarray(i * outs * places, (i + 1) * outs * places));
  }
}

type Apply = (x: Floats, starts: Int32Array, offsets: Int32Array, weight: Floats, out: Floats) => void;

const multiplyPatches: Apply = (x, starts, offsets, weight, out) => {
  const [places, length] = [starts.length, offsets.length];
  const block = Math.max(16, Math.floor(patchElements / length));
  const patches = x instanceof Float64Array ? new Float64Array(block * length) : new Float32Array(block * length);
  for (let first = 0; first < places; first += block) {
    const count = Math.min(block, places - first);
    for (let p = 0, at = 0; p < count; p++) {
      const start = starts[first + p]!;
      for (let k = 0; k < length; k++, at++) patches[at] = x[start + offsets[k]!]!;
    }
    multiplyRows(weight, patches, out.subarray(first), weight.length / length, count, length, places);
  }
};

/** Four places at once, so that a weight is read for four. */
const slideOver: Apply = (x, starts, offsets, weight, out) => {
  const [places, length] = [starts.length, offsets.length];
  for (let row = 0, to = 0; to < out.length; row += length, to += places) {
    for (let p = 0; p < places; p += 4) {
      const a = starts[p]!;
      const b = starts[Math.min(p + 1, places - 1)]!;
      const c = starts[Math.min(p + 2, places - 1)]!;
      const d = starts[Math.min(p + 3, places - 1)]!;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let k = 0; k < length; k++) {
        const w = weight[row + k]!;
        const offset = offsets[k]!;
        s0 += x[a + offset]! * w;
        s1 += x[b + offset]! * w;
        s2 += x[c + offset]! * w;
        s3 += x[d + offset]! * w;
      }
      out[to + p] = s0;
      if (p + 1 < places) out[to + p + 1] = s1;
      if (p + 2 < places) out[to + p + 2] = s2;
      if (p + 3 < places) out[to + p + 3] = s3;
    }
  }
};

/** Rows of products that are kept at once. */
const productRows = 64;

/**
 * The convolution that goes the other way: each element of x[inputs, …] adds weight[inputs, outputs / groups, …], times
 * itself, to out[outputs, ...shape] at its window. The slides are those of the windows on `out`, one for each element of x.
 */
export function scatterWindows(
  x: Floats,
  weight: Floats,
  out: Float64Array,
  { batch, inputs, outputs, groups }: Channels,
  shape: readonly number[],
  slides: readonly Slide[],
): void {
  const [ins, outs] = [inputs / groups, outputs / groups];
  const { starts, taps } = latticeOf(slides, shape);
  const [places, plane, size] = [starts.length, sizeOf(shape), taps.length];
  const step = Math.max(1, Math.floor(productRows / size));
  const products = new Float64Array(step * size * places);
  for (let i = 0; i < batch * groups; i++) {
    const group = i % groups;
    const columns = transposed(x.subarray(i * ins * places, (i + 1) * ins * places), ins, places);
    const rows = transposed(
      weight.subarray(group * ins * outs * size, (group + 1) * ins * outs * size),
      ins,
      outs * size,
    );
    for (let first = 0; first < outs; first += step) {
      const count = Math.min(step, outs - first);
      multiplyRows(rows.subarray(first * size * ins), columns, products, count * size, places, ins);
      for (let k = 0; k < count * size; k++) {
        const base = (i * outs + first + Math.floor(k / size)) * plane + taps[k % size]!;
        for (let p = 0; p < places; p++) out[base + starts[p]!]! += products[k * places + p]!;
      }
    }
  }
}

/** Adds bias[outputs] to every element of its channel in out[batch, outputs, …]. */
export function addBias(out: Floats, bias: Floats, places: number): void {
  for (let i = 0; i < out.length; i += places) {
    const value = bias[(i / places) % bias.length]!;
    for (let p = i; p < i + places; p++) out[p]! += value;
  }
}
