import { type PadMode, padArray, padModes } from "../kernels/pad.ts";
import { apply } from "../operators/apply.ts";
import { string } from "../operators/attributes.ts";
import { scalarLike } from "../operators/elementwise.ts";
import { primitive, reference } from "../operators/operator.ts";
import { sizes } from "../tensors/constant.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { addDims, type Dim } from "../types/dim.ts";
import { toNumbers } from "../types/ndarray.ts";
import { normalizeAxis } from "../types/shape.ts";

/** What is added before and after each of `rank` axes; axes that are not listed get nothing. */
function sides<D extends Dim>(pads: readonly D[], axes: readonly number[] | undefined, rank: number) {
  const listed = axes?.map((axis) => normalizeAxis(axis, rank)) ?? Array.from({ length: rank }, (_, i) => i);
  if (pads.length !== 2 * listed.length)
    throw new Error(`${listed.length} axes need ${2 * listed.length} pads, got [${pads.join(", ")}]`);
  const side = (from: number) => {
    const all = new Array<D | 0>(rank).fill(0);
    listed.forEach((axis, i) => {
      all[axis] = pads[from + i]!;
    });
    return all;
  };
  return { before: side(0), after: side(listed.length) };
}

export const Pad = primitive({
  name: "Pad",
  since: 18,
  inputs: ["data", "pads", "constant_value?", "axes?"],
  outputs: ["output"],
  attributes: { mode: string("constant") },
  infer([x, pads, , axes], { mode }) {
    if (!Object.hasOwn(padModes, mode))
      throw new Error(`mode "${mode}" is none of ${Object.keys(padModes).join(", ")}`);
    if (!pads!.elements || (axes && !axes.elements))
      throw new Error("the pads must be known while the graph is built: use sizes()");
    const { before, after } = sides(pads!.elements, axes?.elements as number[] | undefined, x!.shape.length);
    return { dtype: x!.dtype, shape: x!.shape.map((size, i) => addDims(size, before[i]!, after[i]!)) };
  },
});

function f32(...shape: Dim[]) {
  return { dtype: "float32" as const, shape };
}

function int64(...values: number[]) {
  return { dtype: "int64" as const, shape: [values.length], data: BigInt64Array.from(values, BigInt) };
}

/** What is added at the ends of one axis; default 0. A negative number cuts. */
export interface AxisPads {
  readonly axis: number;
  readonly before?: Dim;
  readonly after?: Dim;
}

export interface PadOptions {
  /** Default "constant". */
  readonly mode?: PadMode;
  /** The constant. Default 0. */
  readonly value?: number;
}

/** Adds elements at the ends of axes; where nothing is added it costs nothing. */
export function pad(x: Tensor, axes: readonly AxisPads[], { mode = "constant", value = 0 }: PadOptions = {}): Tensor {
  const rank = x.type.shape.length;
  const pads = new Array<Dim>(2 * rank).fill(0);
  for (const { axis, before = 0, after = 0 } of axes) {
    const at = normalizeAxis(axis, rank);
    pads[at] = before;
    pads[rank + at] = after;
  }
  if (pads.every((d) => d === 0)) return x;
  return apply(Pad, [x, sizes(pads), value === 0 ? undefined : scalarLike(value, x)], { mode });
}

export const PadReference = reference(Pad, {
  doc: "Adds elements before and after axes: a constant, the edge's, those next to the edge mirrored, or the other end's.",
  evaluate([x, pads, value, axes], { mode }) {
    const listed = axes && Array.from(toNumbers(axes));
    const { before, after } = sides(Array.from(toNumbers(pads!)), listed, x!.shape.length);
    return padArray(x!, before, after, mode as PadMode, value);
  },
  samples: [
    { inputs: [f32("b", 3), int64(0, 1, 2, 0), { dtype: "float32", shape: [], data: Float32Array.of(7) }] },
    { inputs: [f32("b", 3, 4), int64(0, 1, 2, 0, 2, 3)], attributes: { mode: "reflect" } },
    { inputs: [f32("b", 3), int64(1, 2, 1, 0)], attributes: { mode: "edge" } },
    { inputs: [f32(2, "n"), int64(1, 2), undefined, int64(-1)] },
  ],
});
