import { copyRun } from "../kernels/copy.ts";
import { normalizeIndices } from "../kernels/indices.ts";
import { apply } from "../operators/apply.ts";
import { int } from "../operators/attributes.ts";
import { integers } from "../operators/elementwise.ts";
import { primitive, reference } from "../operators/operator.ts";
import { scalar } from "../tensors/constant.ts";
import type { Tensor } from "../tensors/tensor.ts";
import type { Dim } from "../types/dim.ts";
import { allocate, type NumericData } from "../types/dtype.ts";
import { normalizeAxis, sizeOf } from "../types/shape.ts";

const gathered = <D>(shape: readonly D[], indices: readonly D[], axis: number): D[] => [
  ...shape.slice(0, axis),
  ...indices,
  ...shape.slice(axis + 1),
];

/** What is known of the result where both are known. */
function pick(from: readonly Dim[] | undefined, at: readonly Dim[] | undefined): readonly Dim[] | undefined {
  const picked = from && at?.map((i) => (typeof i === "number" ? from.at(i) : undefined));
  return picked?.every((d) => d !== undefined) ? picked : undefined;
}

export const Gather = primitive({
  name: "Gather",
  since: 13,
  inputs: ["data", "indices"],
  outputs: ["output"],
  attributes: { axis: int(0) },
  infer([x, indices], { axis }) {
    integers(indices!, "indices");
    const type = { dtype: x!.dtype, shape: gathered(x!.shape, indices!.shape, normalizeAxis(axis, x!.shape.length)) };
    const elements = pick(x!.elements, indices!.elements);
    return elements ? { ...type, elements } : type;
  },
});

/** Entries of x along an axis; one number picks one entry and takes the axis away. */
export const gather = (x: Tensor, indices: Tensor | number, axis = 0): Tensor =>
  apply(Gather, [x, typeof indices === "number" ? scalar(indices, "int64") : indices], { axis });

export const GatherReference = reference(Gather, {
  doc: "Entries of data along an axis, picked by index; a negative index counts from the end.",
  evaluate([x, indices], { axis }) {
    const at = normalizeAxis(axis, x!.shape.length);
    const size = x!.shape[at]!;
    const inner = sizeOf(x!.shape.slice(at + 1));
    const outer = sizeOf(x!.shape.slice(0, at));
    const picks = normalizeIndices(indices!, size, at);
    const from = x!.data as Float32Array;
    const data = allocate(x!.dtype, outer * picks.length * inner) as NumericData as Float32Array;
    for (let o = 0, to = 0; o < outer; o++)
      for (const pick of picks) {
        copyRun(from, (o * size + pick) * inner, data, to, inner);
        to += inner;
      }
    return { dtype: x!.dtype, shape: gathered(x!.shape, indices!.shape, at), data };
  },
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: [4, 2] },
        { dtype: "int64", shape: [3], data: BigInt64Array.of(2n, 0n, -1n) },
      ],
    },
  ],
});
