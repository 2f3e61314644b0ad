import { gatherStrided } from "../kernels/strided.ts";
import { apply } from "../operators/apply.ts";
import { intList } from "../operators/attributes.ts";
import { primitive, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { stridesOf } from "../types/shape.ts";

/** An absent perm reverses the axes. */
function order(perm: readonly number[] | undefined, rank: number): readonly number[] {
  const axes = perm ?? Array.from({ length: rank }, (_, i) => rank - 1 - i);
  if (axes.length !== rank || new Set(axes).size !== rank || axes.some((a) => !(a >= 0 && a < rank)))
    throw new Error(`perm [${axes.join(", ")}] is no order of ${rank} axes`);
  return axes;
}

export const Transpose = primitive({
  name: "Transpose",
  since: 13,
  inputs: ["data"],
  outputs: ["transposed"],
  attributes: { perm: intList(undefined) },
  infer: ([x], { perm }) => ({ dtype: x!.dtype, shape: order(perm, x!.shape.length).map((a) => x!.shape[a]!) }),
});

export const transpose = (x: Tensor, perm: readonly number[]): Tensor => apply(Transpose, [x], { perm });

export const TransposeReference = reference(Transpose, {
  doc: "Reorders axes: output axis i is input axis perm[i].",
  evaluate([x], { perm }) {
    const axes = order(perm, x!.shape.length);
    const strides = stridesOf(x!.shape);
    return gatherStrided(
      x!,
      axes.map((a) => x!.shape[a]!),
      axes.map((a) => strides[a]!),
    );
  },
  samples: [{ inputs: [{ dtype: "float32", shape: ["b", 2, 3] }], attributes: { perm: [0, 2, 1] } }],
});
