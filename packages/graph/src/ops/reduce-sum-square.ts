import { applyReduction, reduction, reductionReference } from "../operators/reduction.ts";

export const ReduceSumSquare = reduction({
  name: "ReduceSumSquare",
  since: 18,
});

export const reduceSumSquare = applyReduction(ReduceSumSquare);

export const ReduceSumSquareReference = reductionReference(ReduceSumSquare, {
  doc: "The sum of the squares along axes.",
  start: 0,
  step: (total, x) => total + x * x,
});
