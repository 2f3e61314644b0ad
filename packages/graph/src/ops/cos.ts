import { apply } from "../operators/apply.ts";
import { unary } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Cos = unary({
  name: "Cos",
  since: 13,
  doc: "Cosine.",
  f: Math.cos,
  ports: ["input", "output"],
});

export const cos = (x: Tensor): Tensor => apply(Cos, [x]);
