import { apply } from "../operators/apply.ts";
import { unary } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Reciprocal = unary({
  name: "Reciprocal",
  since: 13,
  doc: "1 / x.",
  f: (x) => 1 / x,
});

export const reciprocal = (x: Tensor): Tensor => apply(Reciprocal, [x]);
