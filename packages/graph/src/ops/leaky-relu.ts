import { activation } from "../operators/activation.ts";
import { apply } from "../operators/apply.ts";
import { float } from "../operators/attributes.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const LeakyRelu = activation({
  name: "LeakyRelu",
  since: 13,
  doc: "x above 0, alpha * x below.",
  attributes: { alpha: float(0.01) },
  f:
    ({ alpha }) =>
    (x) =>
      x < 0 ? alpha * x : x,
});

export const leakyRelu = (x: Tensor, alpha = 0.01): Tensor => apply(LeakyRelu, [x], { alpha });
