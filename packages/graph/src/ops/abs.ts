import { apply } from "../operators/apply.ts";
import { unary } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Abs = unary({
  name: "Abs",
  since: 13,
  doc: "The number without its sign.",
  f: Math.abs,
});

export const abs = (x: Tensor): Tensor => apply(Abs, [x]);
