import { apply } from "../operators/apply.ts";
import { unary, unaryReference } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Exp = unary({
  name: "Exp",
  since: 13,
  ports: ["input", "output"],
});

export const exp = (x: Tensor): Tensor => apply(Exp, [x]);

export const ExpReference = unaryReference(Exp, {
  doc: "e to the power of x.",
  f: Math.exp,
});
