import { apply } from "../operators/apply.ts";
import { unary } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Log = unary({
  name: "Log",
  since: 13,
  doc: "Natural logarithm.",
  f: Math.log,
  ports: ["input", "output"],
});

export const log = (x: Tensor): Tensor => apply(Log, [x]);
