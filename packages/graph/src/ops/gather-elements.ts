import { normalizeIndices } from "../kernels/indices.ts";
import { walk } from "../kernels/strided.ts";
import { apply } from "../operators/apply.ts";
import { int } from "../operators/attributes.ts";
import { integers } from "../operators/elementwise.ts";
import { primitive, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { allocate, type NumericData } from "../types/dtype.ts";
import { normalizeAxis, stridesOf } from "../types/shape.ts";

export const GatherElements = primitive({
  name: "GatherElements",
  since: 13,
  inputs: ["data", "indices"],
  outputs: ["output"],
  attributes: { axis: int(0) },
  infer([x, indices], { axis }) {
    integers(indices!, "indices");
    normalizeAxis(axis, x!.shape.length);
    if (indices!.shape.length !== x!.shape.length)
      throw new Error(`indices have ${indices!.shape.length} axes, data has ${x!.shape.length}`);
    return { dtype: x!.dtype, shape: indices!.shape };
  },
});

export const gatherElements = (x: Tensor, indices: Tensor, axis = 0): Tensor =>
  apply(GatherElements, [x, indices], { axis });

export const GatherElementsReference = reference(GatherElements, {
  doc: "For each index the element of data at its own place, but for the axis, where the index says which.",
  evaluate([x, indices], { axis }) {
    const at = normalizeAxis(axis, x!.shape.length);
    const strides = stridesOf(x!.shape);
    const picks = normalizeIndices(indices!, x!.shape[at]!, at);
    const from = x!.data as Float32Array;
    const data = allocate(x!.dtype, picks.length) as NumericData as Float32Array;
    walk(indices!.shape, [strides.with(at, 0)], (i, [offset]) => {
      data[i] = from[offset! + picks[i]! * strides[at]!]!;
    });
    return { dtype: x!.dtype, shape: indices!.shape, data };
  },
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: [3, 4] },
        { dtype: "int64", shape: [2, 2], data: BigInt64Array.of(0n, 3n, -1n, 1n) },
      ],
      attributes: { axis: 1 },
    },
  ],
});
