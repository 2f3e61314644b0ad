import { apply } from "../operators/apply.ts";
import { unary } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { roundHalfToEven } from "../types/round.ts";

export const Round = unary({
  name: "Round",
  since: 13,
  doc: "The nearest integer; halves go to the even one.",
  f: roundHalfToEven,
});

export const round = (x: Tensor): Tensor => apply(Round, [x]);
