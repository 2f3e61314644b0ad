import { apply } from "../operators/apply.ts";
import { unary, unaryReference } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Neg = unary({
  name: "Neg",
  since: 13,
});

export const neg = (x: Tensor): Tensor => apply(Neg, [x]);

export const NegReference = unaryReference(Neg, {
  doc: "The number with its sign turned.",
  f: (x) => -x,
});
