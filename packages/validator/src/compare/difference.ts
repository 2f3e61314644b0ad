import { type NDArray, stridesOf, toNumbers } from "@transonnx/graph";

/**
 * |found - expected| <= atol + rtol * the largest |expected| of the array: a sum in float32 is as exact as its largest term,
 * and a small value may be the sum of large ones.
 */
export interface Tolerance {
  readonly atol: number;
  readonly rtol: number;
  /** Takes each value's own size, as numpy.allclose and so optimum does. Default false. */
  readonly elementwise?: boolean | undefined;
}

/** How far an array is from the one that is right. */
export interface Difference {
  /** The largest absolute difference; NaN where only one side is a number, Infinity where only one is finite. */
  readonly maxDifference: number;
  /** The index of it. */
  readonly at: readonly number[];
  readonly expected: number;
  readonly found: number;
  /** How many elements are beyond the tolerance, of how many. */
  readonly beyond: number;
  readonly elements: number;
  /** The largest finite absolute value that is expected; 0 where there is none. */
  readonly scale: number;
  /** How many expected elements are finite: where none is, the comparison says nothing. */
  readonly finite: number;
}

/** Compares arrays of one shape. Equal infinities agree, and so do two NaNs. */
export function differenceOf(expected: NDArray, found: NDArray, { atol, rtol, elementwise }: Tolerance): Difference {
  const [want, got] = [toNumbers(expected), toNumbers(found)];
  const { scale, finite } = sizeOf(want);
  let [largest, place, beyond] = [-1, 0, 0];
  for (let i = 0; i < want.length; i++) {
    const [a, b] = [want[i]!, got[i]!];
    if (a === b || (Number.isNaN(a) && Number.isNaN(b))) continue;
    const difference = Math.abs(a - b);
    if (!(difference <= atol + rtol * (elementwise ? Math.abs(a) : scale))) beyond++;
    // A NaN is worse than any number, and the first one is the one to tell.
    if (!Number.isNaN(largest) && !(difference <= largest)) [largest, place] = [difference, i];
  }
  return {
    maxDifference: largest === -1 ? 0 : largest,
    at: indexOf(place, expected.shape),
    expected: want[place] ?? 0,
    found: got[place] ?? 0,
    beyond,
    elements: want.length,
    scale,
    finite,
  };
}

function sizeOf(values: ArrayLike<number>): Pick<Difference, "scale" | "finite"> {
  let [scale, finite] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!);
    if (!(size < Number.POSITIVE_INFINITY)) continue;
    finite++;
    if (size > scale) scale = size;
  }
  return { scale, finite };
}

const indexOf = (place: number, shape: readonly number[]): number[] =>
  stridesOf(shape).map((stride, axis) => Math.floor(place / stride) % shape[axis]!);
