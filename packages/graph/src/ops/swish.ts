import { apply } from "../operators/apply.ts";
import { float } from "../operators/attributes.ts";
import { composite, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { mul } from "./mul.ts";
import { sigmoid } from "./sigmoid.ts";

export const Swish = composite({
  name: "Swish",
  since: 24,
  inputs: ["X"],
  outputs: ["Y"],
  attributes: { alpha: float(1) },
  elementwise: true,
  expand: ([x], { alpha }) => mul(x!, sigmoid(alpha === 1 ? x! : mul(x!, alpha))),
});

export const swish = (x: Tensor, alpha = 1): Tensor => apply(Swish, [x], { alpha });

export const SwishReference = reference(Swish, {
  doc: "x * sigmoid(alpha * x), which at alpha 1 is SiLU. https://arxiv.org/abs/1710.05941",
  samples: [
    { inputs: [{ dtype: "float32", shape: ["n", 3] }] },
    { inputs: [{ dtype: "float32", shape: ["n", 3] }], attributes: { alpha: 1.702 } },
  ],
});
