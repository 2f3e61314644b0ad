import { activation, activationReference } from "../operators/activation.ts";
import { apply } from "../operators/apply.ts";
import { float } from "../operators/attributes.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Elu = activation({
  name: "Elu",
  since: 13,
  attributes: { alpha: float(1) },
});

export const elu = (x: Tensor, alpha = 1): Tensor => apply(Elu, [x], { alpha });

export const EluReference = activationReference(Elu, {
  doc: "x above 0, alpha * (exp(x) - 1) below.",
  f:
    ({ alpha }) =>
    (x) =>
      x < 0 ? alpha * Math.expm1(x) : x,
});
