import { applyReduction, reduction } from "../operators/reduction.ts";

export const ReduceMin = reduction({
  name: "ReduceMin",
  since: 18,
  doc: "The smallest element along axes.",
  start: Number.POSITIVE_INFINITY,
  step: Math.min,
});

export const reduceMin = applyReduction(ReduceMin);
