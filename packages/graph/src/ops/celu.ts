import { activation, activationReference } from "../operators/activation.ts";
import { apply } from "../operators/apply.ts";
import { float } from "../operators/attributes.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Celu = activation({
  name: "Celu",
  since: 13,
  attributes: { alpha: float(1) },
});

export const celu = (x: Tensor, alpha = 1): Tensor => apply(Celu, [x], { alpha });

export const CeluReference = activationReference(Celu, {
  doc: "x above 0, alpha * (exp(x / alpha) - 1) below.",
  f:
    ({ alpha }) =>
    (x) =>
      Math.max(0, x) + Math.min(0, alpha * Math.expm1(x / alpha)),
});
