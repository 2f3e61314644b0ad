import { apply } from "../operators/apply.ts";
import { unary } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Sin = unary({
  name: "Sin",
  since: 13,
  doc: "Sine.",
  f: Math.sin,
  ports: ["input", "output"],
});

export const sin = (x: Tensor): Tensor => apply(Sin, [x]);
