import { apply } from "../operators/apply.ts";
import { unary, unaryReference } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Relu = unary({
  name: "Relu",
  since: 13,
});

export const relu = (x: Tensor): Tensor => apply(Relu, [x]);

export const ReluReference = unaryReference(Relu, {
  doc: "max(x, 0).",
  f: (x) => Math.max(x, 0),
});
