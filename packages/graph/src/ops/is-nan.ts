import { apply } from "../operators/apply.ts";
import { unary, unaryReference } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const IsNaN = unary({
  name: "IsNaN",
  since: 13,
  result: "bool",
});

export const isNaN = (x: Tensor): Tensor => apply(IsNaN, [x]);

export const IsNaNReference = unaryReference(IsNaN, {
  doc: "Whether x is not a number.",
  f: (x) => (Number.isNaN(x) ? 1 : 0),
});
