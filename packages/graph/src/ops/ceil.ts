import { apply } from "../operators/apply.ts";
import { unary } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Ceil = unary({
  name: "Ceil",
  since: 13,
  doc: "The smallest integer that is not below x.",
  f: Math.ceil,
});

export const ceil = (x: Tensor): Tensor => apply(Ceil, [x]);
