import { applyReduction, reduction, reductionReference } from "../operators/reduction.ts";

export const ReduceLogSum = reduction({
  name: "ReduceLogSum",
  since: 18,
});

export const reduceLogSum = applyReduction(ReduceLogSum);

export const ReduceLogSumReference = reductionReference(ReduceLogSum, {
  doc: "The logarithm of the sum along axes.",
  start: 0,
  step: (total, x) => total + x,
  finish: Math.log,
});
