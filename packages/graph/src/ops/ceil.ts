import { apply } from "../operators/apply.ts";
import { unary, unaryReference } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Ceil = unary({
  name: "Ceil",
  since: 13,
});

export const ceil = (x: Tensor): Tensor => apply(Ceil, [x]);

export const CeilReference = unaryReference(Ceil, {
  doc: "The smallest integer that is not below x.",
  f: Math.ceil,
});
