import { apply } from "../operators/apply.ts";
import { unary, unaryReference } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Not = unary({
  name: "Not",
  since: 13,
});

export const not = (x: Tensor): Tensor => apply(Not, [x]);

export const NotReference = unaryReference(Not, {
  doc: "Turns true into false and back.",
  f: (x) => 1 - x,
  sample: { inputs: [{ dtype: "bool", shape: ["n", 3] }] },
});
