import { applyReduction, reduction, reductionReference } from "../operators/reduction.ts";

export const ReduceL1 = reduction({
  name: "ReduceL1",
  since: 18,
});

export const reduceL1 = applyReduction(ReduceL1);

export const ReduceL1Reference = reductionReference(ReduceL1, {
  doc: "The sum of the sizes along axes.",
  start: 0,
  step: (total, x) => total + Math.abs(x),
});
