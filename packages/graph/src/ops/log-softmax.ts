import { softmaxOf } from "../kernels/softmax.ts";
import { apply } from "../operators/apply.ts";
import { int } from "../operators/attributes.ts";
import { primitive, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { normalizeAxis } from "../types/shape.ts";

export const LogSoftmax = primitive({
  name: "LogSoftmax",
  since: 13,
  inputs: ["input"],
  outputs: ["output"],
  attributes: { axis: int(-1) },
  infer([x], { axis }) {
    normalizeAxis(axis, x!.shape.length);
    return { dtype: x!.dtype, shape: x!.shape };
  },
});

export const logSoftmax = (x: Tensor, axis = -1): Tensor => apply(LogSoftmax, [x], { axis });

export const LogSoftmaxReference = reference(LogSoftmax, {
  doc: "The logarithm of Softmax: x minus the logarithm of the sum of exp(x) along the axis.",
  evaluate: ([x], { axis }) => softmaxOf(x!, normalizeAxis(axis, x!.shape.length), true),
  samples: [
    { inputs: [{ dtype: "float32", shape: ["n", 5] }] },
    { inputs: [{ dtype: "float32", shape: [2, "n", 3] }], attributes: { axis: 1 } },
  ],
});
