import { mapElements } from "../kernels/elementwise.ts";
import { apply } from "../operators/apply.ts";
import { scalarLike } from "../operators/elementwise.ts";
import { primitive, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { scalarOf } from "../types/ndarray.ts";

export const Clip = primitive({
  name: "Clip",
  since: 13,
  inputs: ["input", "min?", "max?"],
  outputs: ["output"],
  attributes: {},
  infer: ([x]) => ({ dtype: x!.dtype, shape: x!.shape }),
});

export const clip = (x: Tensor, { min, max }: { min?: number; max?: number }): Tensor =>
  apply(Clip, [
    x,
    min === undefined ? undefined : scalarLike(min, x),
    max === undefined ? undefined : scalarLike(max, x),
  ]);

export const ClipReference = reference(Clip, {
  doc: "Limits every element to [min, max]; an absent bound does not limit, and max wins where min is above it.",
  evaluate([x, min, max]) {
    const low = min ? scalarOf(min) : Number.NEGATIVE_INFINITY;
    const high = max ? scalarOf(max) : Number.POSITIVE_INFINITY;
    return mapElements(x!, (v) => Math.min(Math.max(v, low), high));
  },
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: ["n", 3] },
        { dtype: "float32", shape: [] },
        { dtype: "float32", shape: [] },
      ],
    },
    { inputs: [{ dtype: "float32", shape: ["n", 3] }, undefined, { dtype: "float32", shape: [] }] },
  ],
});
