import { normalizeIndices } from "../kernels/indices.ts";
import { reductionOf } from "../kernels/scatter.ts";
import { walk } from "../kernels/strided.ts";
import { apply } from "../operators/apply.ts";
import { int, string } from "../operators/attributes.ts";
import { integers, sameDType } from "../operators/elementwise.ts";
import { primitive, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import type { NumericData } from "../types/dtype.ts";
import { normalizeAxis, stridesOf } from "../types/shape.ts";
import { showType } from "../types/tensor-type.ts";

export const ScatterElements = primitive({
  name: "ScatterElements",
  since: 13,
  inputs: ["data", "indices", "updates"],
  outputs: ["output"],
  attributes: { axis: int(0), reduction: string("none", { since: 16 }) },
  infer([x, indices, updates], { axis, reduction }) {
    integers(indices!, "indices");
    sameDType(x!, updates!);
    normalizeAxis(axis, x!.shape.length);
    reductionOf(reduction);
    if (indices!.shape.length !== x!.shape.length || indices!.shape.join() !== updates!.shape.join())
      throw new Error(`indices ${showType(indices!)} and updates ${showType(updates!)} do not fit ${showType(x!)}`);
    return { dtype: x!.dtype, shape: x!.shape };
  },
});

export const scatterElements = (x: Tensor, indices: Tensor, updates: Tensor, axis = 0): Tensor =>
  apply(ScatterElements, [x, indices, updates], { axis });

export const ScatterElementsReference = reference(ScatterElements, {
  doc: "A copy of data with the updates put (or added …) at their own places, but for the axis, where the index says which.",
  evaluate([x, indices, updates], { axis, reduction }) {
    const at = normalizeAxis(axis, x!.shape.length);
    const strides = stridesOf(x!.shape);
    const picks = normalizeIndices(indices!, x!.shape[at]!, at);
    const combine = reductionOf(reduction);
    const from = updates!.data as Float32Array;
    const data = (x!.data as NumericData).slice() as Float32Array;
    walk(indices!.shape, [strides.with(at, 0)], (i, [offset]) => {
      const to = offset! + picks[i]! * strides[at]!;
      data[to] = combine(data[to]!, from[i]!);
    });
    return { dtype: x!.dtype, shape: x!.shape, data };
  },
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: ["n", 5] },
        { dtype: "int64", shape: [1, 2], data: BigInt64Array.of(1n, -1n) },
        { dtype: "float32", shape: [1, 2] },
      ],
      attributes: { axis: 1 },
    },
  ],
});
