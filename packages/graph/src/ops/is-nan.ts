import { apply } from "../operators/apply.ts";
import { unary } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const IsNaN = unary({
  name: "IsNaN",
  since: 13,
  doc: "Whether x is not a number.",
  f: (x) => (Number.isNaN(x) ? 1 : 0),
  result: "bool",
});

export const isNaN = (x: Tensor): Tensor => apply(IsNaN, [x]);
