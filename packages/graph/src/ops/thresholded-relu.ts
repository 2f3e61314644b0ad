import { activation, activationReference } from "../operators/activation.ts";
import { apply } from "../operators/apply.ts";
import { float } from "../operators/attributes.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const ThresholdedRelu = activation({
  name: "ThresholdedRelu",
  since: 13,
  attributes: { alpha: float(1) },
});

export const thresholdedRelu = (x: Tensor, alpha = 1): Tensor => apply(ThresholdedRelu, [x], { alpha });

export const ThresholdedReluReference = activationReference(ThresholdedRelu, {
  doc: "x above alpha, 0 elsewhere.",
  f:
    ({ alpha }) =>
    (x) =>
      x > alpha ? x : 0,
});
