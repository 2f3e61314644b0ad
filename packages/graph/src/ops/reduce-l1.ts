import { applyReduction, reduction } from "../operators/reduction.ts";

export const ReduceL1 = reduction({
  name: "ReduceL1",
  since: 18,
  doc: "The sum of the sizes along axes.",
  start: 0,
  step: (total, x) => total + Math.abs(x),
});

export const reduceL1 = applyReduction(ReduceL1);
