import { softmaxOf } from "../kernels/softmax.ts";
import { apply } from "../operators/apply.ts";
import { int } from "../operators/attributes.ts";
import { primitive, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { normalizeAxis } from "../types/shape.ts";

export const Softmax = primitive({
  name: "Softmax",
  since: 13,
  inputs: ["input"],
  outputs: ["output"],
  attributes: { axis: int(-1) },
  infer([x], { axis }) {
    normalizeAxis(axis, x!.shape.length);
    return { dtype: x!.dtype, shape: x!.shape };
  },
});

export const softmax = (x: Tensor, axis = -1): Tensor => apply(Softmax, [x], { axis });

export const SoftmaxReference = reference(Softmax, {
  doc: "exp(x) divided by its sum along the axis.",
  evaluate: ([x], { axis }) => softmaxOf(x!, normalizeAxis(axis, x!.shape.length), false),
  samples: [
    { inputs: [{ dtype: "float32", shape: ["n", 5] }] },
    { inputs: [{ dtype: "float32", shape: [2, "n", 3] }], attributes: { axis: 1 } },
  ],
});
