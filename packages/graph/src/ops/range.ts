import { apply } from "../operators/apply.ts";
import { sameDType } from "../operators/elementwise.ts";
import { primitive, reference } from "../operators/operator.ts";
import { size } from "../tensors/constant.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { type Dim, subtractDims } from "../types/dim.ts";
import type { DType } from "../types/dtype.ts";
import { fromNumbers, type NDArray, scalarOf } from "../types/ndarray.ts";

export const Range = primitive({
  name: "Range",
  since: 13,
  inputs: ["start", "limit", "delta"],
  outputs: ["output"],
  attributes: {},
  infer(inputs) {
    for (const x of inputs) sameDType(inputs[0]!, x);
    const [start, limit, delta] = inputs.map((x) => x.elements?.[0]);
    if (start === undefined || limit === undefined || delta === undefined)
      throw new Error("start, limit and delta must be known while the graph is built: use size()");
    const numbers = [start, limit, delta].every((d) => typeof d === "number");
    if (!numbers && delta !== 1) throw new Error(`a range up to a symbolic size needs delta 1, got ${delta}`);
    const length = numbers ? lengthOf(start as number, limit as number, delta as number) : subtractDims(limit, start);
    return { dtype: inputs[0]!.dtype, shape: [length] };
  },
});

const lengthOf = (start: number, limit: number, delta: number): number =>
  Math.max(0, Math.ceil((limit - start) / delta));

function i64(value: number): NDArray {
  return { dtype: "int64" satisfies DType, shape: [], data: BigInt64Array.of(BigInt(value)) };
}

/** int64: start, start + 1, … , end - 1. */
export const range = (start: Dim, end: Dim): Tensor => apply(Range, [size(start), size(end), size(1)]);

export const RangeReference = reference(Range, {
  doc: "start, start + delta, … as long as it stays on this side of limit.",
  evaluate([startArray, limitArray, deltaArray]) {
    const [start, limit, delta] = [startArray!, limitArray!, deltaArray!].map(scalarOf) as [number, number, number];
    const length = lengthOf(start, limit, delta);
    const values = Float64Array.from({ length }, (_, i) => start + i * delta);
    return { dtype: startArray!.dtype, shape: [length], data: fromNumbers(startArray!.dtype, values) };
  },
  samples: [{ inputs: [i64(0), i64(5), i64(1)] }],
});
