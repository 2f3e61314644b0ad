import { apply } from "../operators/apply.ts";
import { unary, unaryReference } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Tanh = unary({
  name: "Tanh",
  since: 13,
  ports: ["input", "output"],
});

export const tanh = (x: Tensor): Tensor => apply(Tanh, [x]);

export const TanhReference = unaryReference(Tanh, {
  doc: "Hyperbolic tangent.",
  f: Math.tanh,
});
