import { apply } from "../operators/apply.ts";
import { unary } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Neg = unary({
  name: "Neg",
  since: 13,
  doc: "The number with its sign turned.",
  f: (x) => -x,
});

export const neg = (x: Tensor): Tensor => apply(Neg, [x]);
