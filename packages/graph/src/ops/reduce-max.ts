import { applyReduction, reduction } from "../operators/reduction.ts";
import { rangeOf } from "../types/dtype.ts";

export const ReduceMax = reduction({
  name: "ReduceMax",
  since: 18,
  doc: "The largest element along axes.",
  start: (dtype) => rangeOf(dtype)[0],
  step: Math.max,
});

export const reduceMax = applyReduction(ReduceMax);
