import { apply } from "../operators/apply.ts";
import { int } from "../operators/attributes.ts";
import { primitive, reference } from "../operators/operator.ts";
import { size } from "../tensors/constant.ts";
import type { Tensor } from "../tensors/tensor.ts";
import type { Dim } from "../types/dim.ts";
import { allocate, type NumericData } from "../types/dtype.ts";
import { scalarOf, toNumbers } from "../types/ndarray.ts";
import { normalizeAxis, sizeOf } from "../types/shape.ts";

export const OneHot = primitive({
  name: "OneHot",
  since: 13,
  inputs: ["indices", "depth", "values"],
  outputs: ["output"],
  attributes: { axis: int(-1) },
  infer([indices, depth, values], { axis }) {
    const [size] = depth!.elements ?? [];
    if (size === undefined) throw new Error("the depth must be known while the graph is built");
    const at = normalizeAxis(axis, indices!.shape.length + 1);
    return { dtype: values!.dtype, shape: indices!.shape.toSpliced(at, 0, size) };
  },
});

/** values[1] where the new axis meets the index, values[0] elsewhere. An index outside of the depth is off everywhere. */
export const oneHot = (indices: Tensor, depth: Dim, values: Tensor, axis = -1): Tensor =>
  apply(OneHot, [indices, size(depth), values], { axis });

export const OneHotReference = reference(OneHot, {
  doc: "A new axis of size depth, on at each index and off elsewhere; values are [off, on].",
  evaluate([indices, depthArray, values], { axis }) {
    const depth = Math.trunc(scalarOf(depthArray!));
    const at = normalizeAxis(axis, indices!.shape.length + 1);
    const shape = indices!.shape.toSpliced(at, 0, depth);
    const inner = sizeOf(shape.slice(at + 1));
    const picks = toNumbers(indices!);
    const [off, on] = values!.data as Float32Array;
    const data = (allocate(values!.dtype, sizeOf(shape)) as NumericData as Float32Array).fill(off!);
    for (let i = 0; i < picks.length; i++) {
      const pick = picks[i]! < 0 ? picks[i]! + depth : picks[i]!;
      if (pick >= 0 && pick < depth) data[(Math.floor(i / inner) * depth + pick) * inner + (i % inner)] = on!;
    }
    return { dtype: values!.dtype, shape, data };
  },
  samples: [
    {
      inputs: [
        { dtype: "int64", shape: [3], data: BigInt64Array.of(2n, 0n, -1n) },
        { dtype: "int64", shape: [], data: BigInt64Array.of(4n) },
        { dtype: "float32", shape: [2], data: Float32Array.of(0, 1) },
      ],
    },
  ],
});
