import { apply } from "../operators/apply.ts";
import { unary, unaryReference } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Cos = unary({
  name: "Cos",
  since: 13,
  ports: ["input", "output"],
});

export const cos = (x: Tensor): Tensor => apply(Cos, [x]);

export const CosReference = unaryReference(Cos, {
  doc: "Cosine.",
  f: Math.cos,
});
