import { reductionOf } from "../kernels/scatter.ts";
import { apply } from "../operators/apply.ts";
import { string } from "../operators/attributes.ts";
import { integers, sameDType } from "../operators/elementwise.ts";
import { primitive, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import type { NumericData } from "../types/dtype.ts";
import { toNumbers } from "../types/ndarray.ts";
import { sizeOf, stridesOf } from "../types/shape.ts";
import { showType } from "../types/tensor-type.ts";

export const ScatterND = primitive({
  name: "ScatterND",
  since: 13,
  inputs: ["data", "indices", "updates"],
  outputs: ["output"],
  attributes: { reduction: string("none", { since: 16 }) },
  infer([x, indices, updates], { reduction }) {
    integers(indices!, "indices");
    sameDType(x!, updates!);
    reductionOf(reduction);
    const depth = indices!.shape.at(-1);
    if (typeof depth !== "number") throw new Error(`the last axis of the indices must be a known size, got ${depth}`);
    const fitting = [...indices!.shape.slice(0, -1), ...x!.shape.slice(depth)];
    if (depth > x!.shape.length || updates!.shape.join() !== fitting.join())
      throw new Error(`indices ${showType(indices!)} and updates ${showType(updates!)} do not fit ${showType(x!)}`);
    return { dtype: x!.dtype, shape: x!.shape };
  },
});

/** indices[…, k] name elements (or slices) of the first k axes of x, which become updates[…, …x after k]. */
export const scatterND = (x: Tensor, indices: Tensor, updates: Tensor): Tensor =>
  apply(ScatterND, [x, indices, updates]);

export const ScatterNDReference = reference(ScatterND, {
  doc: "A copy of data with the updates put (or added …) where the vectors along the last axis of the indices say.",
  evaluate([x, indices, updates], { reduction }) {
    const depth = indices!.shape.at(-1)!;
    const strides = stridesOf(x!.shape);
    const inner = sizeOf(x!.shape.slice(depth));
    const picks = toNumbers(indices!);
    const combine = reductionOf(reduction);
    const from = updates!.data as Float32Array;
    const data = (x!.data as NumericData).slice() as Float32Array;
    for (let i = 0; i * inner < from.length; i++) {
      let start = 0;
      for (let axis = 0; axis < depth; axis++) {
        const [index, size] = [picks[i * depth + axis]!, x!.shape[axis]!];
        if (index < -size || index >= size)
          throw new Error(`index ${index} is outside of axis ${axis} of size ${size}`);
        start += (index < 0 ? index + size : index) * strides[axis]!;
      }
      for (let j = 0; j < inner; j++) data[start + j] = combine(data[start + j]!, from[i * inner + j]!);
    }
    return { dtype: x!.dtype, shape: x!.shape, data };
  },
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: [4, "n", 3] },
        { dtype: "int64", shape: [2, 1], data: BigInt64Array.of(2n, 0n) },
        { dtype: "float32", shape: [2, "n", 3] },
      ],
    },
    {
      inputs: [
        { dtype: "float32", shape: ["n", 3] },
        { dtype: "int64", shape: [2, 2], data: BigInt64Array.of(1n, 2n, 1n, 2n) },
        { dtype: "float32", shape: [2] },
      ],
      attributes: { reduction: "add" },
    },
  ],
});
