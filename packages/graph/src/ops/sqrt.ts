import { apply } from "../operators/apply.ts";
import { unary } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Sqrt = unary({
  name: "Sqrt",
  since: 13,
  doc: "Square root.",
  f: Math.sqrt,
});

export const sqrt = (x: Tensor): Tensor => apply(Sqrt, [x]);
