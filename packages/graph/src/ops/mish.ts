import { apply } from "../operators/apply.ts";
import { composite, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { mul } from "./mul.ts";
import { softplus } from "./softplus.ts";
import { tanh } from "./tanh.ts";

export const Mish = composite({
  name: "Mish",
  since: 18,
  inputs: ["X"],
  outputs: ["Y"],
  attributes: {},
  elementwise: true,
  expand: ([x]) => mul(x!, tanh(softplus(x!))),
});

export const mish = (x: Tensor): Tensor => apply(Mish, [x]);

export const MishReference = reference(Mish, {
  doc: "x * tanh(softplus(x)). https://arxiv.org/abs/1908.08681",
  samples: [{ inputs: [{ dtype: "float32", shape: ["n", 3] }] }],
});
