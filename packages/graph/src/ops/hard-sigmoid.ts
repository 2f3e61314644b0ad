import { activation, activationReference } from "../operators/activation.ts";
import { apply } from "../operators/apply.ts";
import { float } from "../operators/attributes.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const HardSigmoid = activation({
  name: "HardSigmoid",
  since: 13,
  attributes: { alpha: float(0.2), beta: float(0.5) },
});

export const hardSigmoid = (x: Tensor, alpha = 0.2, beta = 0.5): Tensor => apply(HardSigmoid, [x], { alpha, beta });

export const HardSigmoidReference = activationReference(HardSigmoid, {
  doc: "max(0, min(1, alpha * x + beta)).",
  f:
    ({ alpha, beta }) =>
    (x) =>
      Math.max(0, Math.min(1, alpha * x + beta)),
});
