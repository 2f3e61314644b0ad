import { applyReduction, reduction, reductionReference } from "../operators/reduction.ts";

export const ReduceLogSumExp = reduction({
  name: "ReduceLogSumExp",
  since: 18,
});

export const reduceLogSumExp = applyReduction(ReduceLogSumExp);

/** log(exp(a) + exp(b)), without leaving the range of numbers in between. */
function logAddExp(a: number, b: number): number {
  const top = Math.max(a, b);
  return top === Number.NEGATIVE_INFINITY || top === Number.POSITIVE_INFINITY
    ? top
    : top + Math.log1p(Math.exp(-Math.abs(a - b)));
}

export const ReduceLogSumExpReference = reductionReference(ReduceLogSumExp, {
  doc: "The logarithm of the sum of the exponentials along axes.",
  start: () => Number.NEGATIVE_INFINITY,
  step: logAddExp,
});
