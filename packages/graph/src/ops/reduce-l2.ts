import { applyReduction, reduction, reductionReference } from "../operators/reduction.ts";

export const ReduceL2 = reduction({
  name: "ReduceL2",
  since: 18,
});

export const reduceL2 = applyReduction(ReduceL2);

export const ReduceL2Reference = reductionReference(ReduceL2, {
  doc: "The square root of the sum of the squares along axes.",
  start: 0,
  step: (total, x) => total + x * x,
  finish: Math.sqrt,
});
