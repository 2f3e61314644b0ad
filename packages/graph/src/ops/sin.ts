import { apply } from "../operators/apply.ts";
import { unary, unaryReference } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Sin = unary({
  name: "Sin",
  since: 13,
  ports: ["input", "output"],
});

export const sin = (x: Tensor): Tensor => apply(Sin, [x]);

export const SinReference = unaryReference(Sin, {
  doc: "Sine.",
  f: Math.sin,
});
