import { apply } from "../operators/apply.ts";
import { unary, unaryReference } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Sigmoid = unary({
  name: "Sigmoid",
  since: 13,
});

export const sigmoid = (x: Tensor): Tensor => apply(Sigmoid, [x]);

export const SigmoidReference = unaryReference(Sigmoid, {
  doc: "1 / (1 + exp(-x)).",
  f: (x) => 1 / (1 + Math.exp(-x)),
});
