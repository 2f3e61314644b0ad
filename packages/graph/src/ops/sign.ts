import { apply } from "../operators/apply.ts";
import { unary } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Sign = unary({
  name: "Sign",
  since: 13,
  doc: "-1, 0 or 1.",
  f: Math.sign,
  ports: ["input", "output"],
});

export const sign = (x: Tensor): Tensor => apply(Sign, [x]);
