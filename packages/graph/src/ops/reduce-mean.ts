import { applyReduction, reduction } from "../operators/reduction.ts";

export const ReduceMean = reduction({
  name: "ReduceMean",
  since: 18,
  doc: "The mean along axes.",
  start: 0,
  step: (total, x) => total + x,
  finish: (total, count) => total / count,
});

export const reduceMean = applyReduction(ReduceMean);
