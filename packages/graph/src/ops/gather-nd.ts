import { apply } from "../operators/apply.ts";
import { int } from "../operators/attributes.ts";
import { integers } from "../operators/elementwise.ts";
import { primitive, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import type { Dim } from "../types/dim.ts";
import { allocate, type NumericData } from "../types/dtype.ts";
import { toNumbers } from "../types/ndarray.ts";
import { sizeOf, stridesOf } from "../types/shape.ts";

/** The output's shape, and how many axes after the batch axes an index names. */
function gathered<D extends Dim>(data: readonly D[], indices: readonly D[], batch: number) {
  const depth = indices.at(-1);
  if (typeof depth !== "number") throw new Error(`the last axis of the indices must be a known size, got ${depth}`);
  if (data.slice(0, batch).join() !== indices.slice(0, batch).join())
    throw new Error(`the first ${batch} axes of [${data.join(", ")}] and [${indices.join(", ")}] differ`);
  if (batch + depth > data.length)
    throw new Error(`an index of ${depth} numbers after ${batch} batch axes is too long for ${data.length} axes`);
  return { depth, shape: [...indices.slice(0, -1), ...data.slice(batch + depth)] };
}

export const GatherND = primitive({
  name: "GatherND",
  since: 13,
  inputs: ["data", "indices"],
  outputs: ["output"],
  attributes: { batch_dims: int(0) },
  infer([x, indices], { batch_dims }) {
    integers(indices!, "indices");
    return { dtype: x!.dtype, shape: gathered(x!.shape, indices!.shape, batch_dims).shape };
  },
});

export const gatherND = (x: Tensor, indices: Tensor, batchDims = 0): Tensor =>
  apply(GatherND, [x, indices], { batch_dims: batchDims });

export const GatherNDReference = reference(GatherND, {
  doc: "Slices of data, each picked by the vector along the last axis of the indices; batch axes are shared.",
  evaluate([x, indices], { batch_dims }) {
    const { depth, shape } = gathered(x!.shape, indices!.shape, batch_dims);
    const strides = stridesOf(x!.shape);
    const inner = sizeOf(x!.shape.slice(batch_dims + depth));
    const batchSize = sizeOf(x!.shape.slice(batch_dims));
    const picks = toNumbers(indices!);
    const perBatch = sizeOf(indices!.shape.slice(batch_dims, -1));
    const from = x!.data as Float32Array;
    const data = allocate(x!.dtype, sizeOf(shape)) as NumericData as Float32Array;
    for (let i = 0; i * inner < data.length; i++) {
      let start = Math.floor(i / perBatch) * batchSize;
      for (let k = 0; k < depth; k++) {
        const axis = batch_dims + k;
        const [index, size] = [picks[i * depth + k]!, x!.shape[axis]!];
        if (index < -size || index >= size)
          throw new Error(`index ${index} is outside of axis ${axis} of size ${size}`);
        start += (index < 0 ? index + size : index) * strides[axis]!;
      }
      for (let j = 0; j < inner; j++) data[i * inner + j] = from[start + j]!;
    }
    return { dtype: x!.dtype, shape, data };
  },
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: [2, 3, 4] },
        { dtype: "int64", shape: [3, 2], data: BigInt64Array.of(0n, 2n, 1n, 0n, -1n, -1n) },
      ],
    },
    {
      inputs: [
        { dtype: "float32", shape: [2, 3, 4] },
        { dtype: "int64", shape: [2, 1], data: BigInt64Array.of(2n, -1n) },
      ],
      attributes: { batch_dims: 1 },
    },
  ],
});
