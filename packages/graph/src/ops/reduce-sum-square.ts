import { applyReduction, reduction } from "../operators/reduction.ts";

export const ReduceSumSquare = reduction({
  name: "ReduceSumSquare",
  since: 18,
  doc: "The sum of the squares along axes.",
  start: 0,
  step: (total, x) => total + x * x,
});

export const reduceSumSquare = applyReduction(ReduceSumSquare);
