import { apply } from "../operators/apply.ts";
import { unary, unaryReference } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Sign = unary({
  name: "Sign",
  since: 13,
  ports: ["input", "output"],
});

export const sign = (x: Tensor): Tensor => apply(Sign, [x]);

export const SignReference = unaryReference(Sign, {
  doc: "-1, 0 or 1.",
  f: Math.sign,
});
