import { apply } from "../operators/apply.ts";
import { unary, unaryReference } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Log = unary({
  name: "Log",
  since: 13,
  ports: ["input", "output"],
});

export const log = (x: Tensor): Tensor => apply(Log, [x]);

export const LogReference = unaryReference(Log, {
  doc: "Natural logarithm.",
  f: Math.log,
});
