import { apply } from "../operators/apply.ts";
import { unary } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Relu = unary({
  name: "Relu",
  since: 13,
  doc: "max(x, 0).",
  f: (x) => Math.max(x, 0),
});

export const relu = (x: Tensor): Tensor => apply(Relu, [x]);
