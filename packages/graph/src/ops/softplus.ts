import { apply } from "../operators/apply.ts";
import { unary, unaryReference } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Softplus = unary({
  name: "Softplus",
  since: 13,
});

export const softplus = (x: Tensor): Tensor => apply(Softplus, [x]);

export const SoftplusReference = unaryReference(Softplus, {
  doc: "log(1 + exp(x)).",
  f: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
});
