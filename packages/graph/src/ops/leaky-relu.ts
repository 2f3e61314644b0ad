import { activation, activationReference } from "../operators/activation.ts";
import { apply } from "../operators/apply.ts";
import { float } from "../operators/attributes.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const LeakyRelu = activation({
  name: "LeakyRelu",
  since: 13,
  attributes: { alpha: float(0.01) },
});

export const leakyRelu = (x: Tensor, alpha = 0.01): Tensor => apply(LeakyRelu, [x], { alpha });

export const LeakyReluReference = activationReference(LeakyRelu, {
  doc: "x above 0, alpha * x below.",
  f:
    ({ alpha }) =>
    (x) =>
      x < 0 ? alpha * x : x,
});
