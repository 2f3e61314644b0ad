import { applyReduction, reduction, reductionReference } from "../operators/reduction.ts";

export const ReduceSum = reduction({
  name: "ReduceSum",
  since: 13,
});

export const reduceSum = applyReduction(ReduceSum);

export const ReduceSumReference = reductionReference(ReduceSum, {
  doc: "The sum along axes.",
  start: 0,
  step: (total, x) => total + x,
});
