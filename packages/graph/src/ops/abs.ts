import { apply } from "../operators/apply.ts";
import { unary, unaryReference } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Abs = unary({
  name: "Abs",
  since: 13,
});

export const abs = (x: Tensor): Tensor => apply(Abs, [x]);

export const AbsReference = unaryReference(Abs, {
  doc: "The number without its sign.",
  f: Math.abs,
});
