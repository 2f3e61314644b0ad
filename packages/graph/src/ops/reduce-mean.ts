import { applyReduction, reduction, reductionReference } from "../operators/reduction.ts";

export const ReduceMean = reduction({
  name: "ReduceMean",
  since: 18,
});

export const reduceMean = applyReduction(ReduceMean);

export const ReduceMeanReference = reductionReference(ReduceMean, {
  doc: "The mean along axes.",
  start: 0,
  step: (total, x) => total + x,
  finish: (total, count) => total / count,
});
