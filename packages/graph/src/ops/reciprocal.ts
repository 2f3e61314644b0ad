import { apply } from "../operators/apply.ts";
import { unary, unaryReference } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Reciprocal = unary({
  name: "Reciprocal",
  since: 13,
});

export const reciprocal = (x: Tensor): Tensor => apply(Reciprocal, [x]);

export const ReciprocalReference = unaryReference(Reciprocal, {
  doc: "1 / x.",
  f: (x) => 1 / x,
});
