import { applyReduction, reduction, reductionReference } from "../operators/reduction.ts";
import { rangeOf } from "../types/dtype.ts";

export const ReduceMax = reduction({
  name: "ReduceMax",
  since: 18,
});

export const reduceMax = applyReduction(ReduceMax);

export const ReduceMaxReference = reductionReference(ReduceMax, {
  doc: "The largest element along axes.",
  start: (dtype) => rangeOf(dtype)[0],
  step: Math.max,
});
