import { apply } from "../operators/apply.ts";
import { unary } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Exp = unary({
  name: "Exp",
  since: 13,
  doc: "e to the power of x.",
  f: Math.exp,
  ports: ["input", "output"],
});

export const exp = (x: Tensor): Tensor => apply(Exp, [x]);
