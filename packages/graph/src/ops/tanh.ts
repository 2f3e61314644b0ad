import { apply } from "../operators/apply.ts";
import { unary } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Tanh = unary({
  name: "Tanh",
  since: 13,
  doc: "Hyperbolic tangent.",
  f: Math.tanh,
  ports: ["input", "output"],
});

export const tanh = (x: Tensor): Tensor => apply(Tanh, [x]);
