import { apply } from "../operators/apply.ts";
import { unary, unaryReference } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Softsign = unary({
  name: "Softsign",
  since: 13,
  ports: ["input", "output"],
});

export const softsign = (x: Tensor): Tensor => apply(Softsign, [x]);

export const SoftsignReference = unaryReference(Softsign, {
  doc: "x / (1 + |x|).",
  f: (x) => x / (1 + Math.abs(x)),
});
