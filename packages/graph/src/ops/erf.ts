import { erfOf } from "../kernels/erf.ts";
import { apply } from "../operators/apply.ts";
import { unary } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Erf = unary({
  name: "Erf",
  since: 13,
  doc: "Gauss's error function.",
  f: erfOf,
  ports: ["input", "output"],
});

export const erf = (x: Tensor): Tensor => apply(Erf, [x]);
