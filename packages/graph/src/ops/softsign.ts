import { apply } from "../operators/apply.ts";
import { unary } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Softsign = unary({
  name: "Softsign",
  since: 13,
  doc: "x / (1 + |x|).",
  f: (x) => x / (1 + Math.abs(x)),
  ports: ["input", "output"],
});

export const softsign = (x: Tensor): Tensor => apply(Softsign, [x]);
