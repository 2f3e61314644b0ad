import type { DType } from "../types/dtype.ts";
import { fromNumbers, type NDArray, toNumbers } from "../types/ndarray.ts";
import { normalizeAxis, sizeOf, stridesOf } from "../types/shape.ts";
import { walk } from "./strided.ts";

/** The axes that a reduction takes away, ascending; an empty list is all of them. */
export const reducedAxes = (axes: readonly number[] | undefined, rank: number): number[] =>
  axes?.length
    ? [...new Set(axes.map((a) => normalizeAxis(a, rank)))].sort((a, b) => a - b)
    : Array.from({ length: rank }, (_, i) => i);

/** A reduction's shape: reduced axes have size 1, or are gone. */
export const reducedShape = <D>(shape: readonly D[], axes: readonly number[], keepdims: boolean): (D | 1)[] =>
  shape.flatMap((d, i): (D | 1)[] => (!axes.includes(i) ? [d] : keepdims ? [1] : []));

/** Folds the elements along the axes: `finish(fold of step from start, how many)`. */
export function reduceElements(
  x: NDArray,
  axes: readonly number[],
  keepdims: boolean,
  rule: { start: number; step(total: number, x: number): number; finish?(total: number, count: number): number },
  dtype: DType = x.dtype,
): NDArray {
  const from = toNumbers(x);
  const strides = stridesOf(x.shape);
  const kept = x.shape.map((_, i) => i).filter((i) => !axes.includes(i));
  const [outer, inner] = [kept.map((i) => x.shape[i]!), axes.map((i) => x.shape[i]!)];
  const offsets = new Float64Array(sizeOf(inner));
  walk(inner, [axes.map((i) => strides[i]!)], (i, [offset]) => {
    offsets[i] = offset!;
  });
  const totals = new Float64Array(sizeOf(outer));
  walk(outer, [kept.map((i) => strides[i]!)], (i, [base]) => {
    let total = rule.start;
    for (let j = 0; j < offsets.length; j++) total = rule.step(total, from[base! + offsets[j]!]!);
    totals[i] = rule.finish ? rule.finish(total, offsets.length) : total;
  });
  return { dtype, shape: reducedShape(x.shape, axes, keepdims), data: fromNumbers(dtype, totals) };
}
