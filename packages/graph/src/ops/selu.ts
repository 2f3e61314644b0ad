import { activation, activationReference } from "../operators/activation.ts";
import { apply } from "../operators/apply.ts";
import { float } from "../operators/attributes.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Selu = activation({
  name: "Selu",
  since: 13,
  attributes: { alpha: float(1.6732631921768188), gamma: float(1.0507010221481323) },
});

export const selu = (x: Tensor): Tensor => apply(Selu, [x]);

export const SeluReference = activationReference(Selu, {
  doc: "gamma * x above 0, gamma * alpha * (exp(x) - 1) below. https://arxiv.org/abs/1706.02515",
  f:
    ({ alpha, gamma }) =>
    (x) =>
      gamma * (x > 0 ? x : alpha * Math.expm1(x)),
});
