import { apply } from "../operators/apply.ts";
import { unary, unaryReference } from "../operators/elementwise.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { roundHalfToEven } from "../types/round.ts";

export const Round = unary({
  name: "Round",
  since: 13,
});

export const round = (x: Tensor): Tensor => apply(Round, [x]);

export const RoundReference = unaryReference(Round, {
  doc: "The nearest integer; halves go to the even one.",
  f: roundHalfToEven,
});
