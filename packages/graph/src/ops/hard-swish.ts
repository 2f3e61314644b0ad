import { apply } from "../operators/apply.ts";
import { unary, unaryReference } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const HardSwish = unary({
  name: "HardSwish",
  since: 14,
});

export const hardSwish = (x: Tensor): Tensor => apply(HardSwish, [x]);

export const HardSwishReference = unaryReference(HardSwish, {
  doc: "x * max(0, min(1, x/6 + 1/2)).",
  f: (x) => x * Math.max(0, Math.min(1, x / 6 + 0.5)),
});
