import { applyReduction, reduction } from "../operators/reduction.ts";

export const ReduceSum = reduction({
  name: "ReduceSum",
  since: 13,
  doc: "The sum along axes.",
  start: 0,
  step: (total, x) => total + x,
});

export const reduceSum = applyReduction(ReduceSum);
