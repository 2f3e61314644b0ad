import { applyReduction, reduction, reductionReference } from "../operators/reduction.ts";
import { rangeOf } from "../types/dtype.ts";

export const ReduceMin = reduction({
  name: "ReduceMin",
  since: 18,
});

export const reduceMin = applyReduction(ReduceMin);

export const ReduceMinReference = reductionReference(ReduceMin, {
  doc: "The smallest element along axes.",
  start: (dtype) => rangeOf(dtype)[1],
  step: Math.min,
});
