import { apply } from "../operators/apply.ts";
import { unary, unaryReference } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Sqrt = unary({
  name: "Sqrt",
  since: 13,
});

export const sqrt = (x: Tensor): Tensor => apply(Sqrt, [x]);

export const SqrtReference = unaryReference(Sqrt, {
  doc: "Square root.",
  f: Math.sqrt,
});
