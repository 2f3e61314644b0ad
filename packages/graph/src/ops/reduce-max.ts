import { applyReduction, reduction } from "../operators/reduction.ts";

export const ReduceMax = reduction({
  name: "ReduceMax",
  since: 18,
  doc: "The largest element along axes.",
  start: Number.NEGATIVE_INFINITY,
  step: Math.max,
});

export const reduceMax = applyReduction(ReduceMax);
