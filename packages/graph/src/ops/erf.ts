import { erfOf } from "../kernels/erf.ts";
import { apply } from "../operators/apply.ts";
import { unary, unaryReference } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Erf = unary({
  name: "Erf",
  since: 13,
  ports: ["input", "output"],
});

export const erf = (x: Tensor): Tensor => apply(Erf, [x]);

export const ErfReference = unaryReference(Erf, {
  doc: "Gauss's error function.",
  f: erfOf,
});
