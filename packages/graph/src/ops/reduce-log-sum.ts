import { applyReduction, reduction } from "../operators/reduction.ts";

export const ReduceLogSum = reduction({
  name: "ReduceLogSum",
  since: 18,
  doc: "The logarithm of the sum along axes.",
  start: 0,
  step: (total, x) => total + x,
  finish: Math.log,
});

export const reduceLogSum = applyReduction(ReduceLogSum);
