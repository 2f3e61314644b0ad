/** Elements of an axis and what each counts. */
export interface Taps {
  readonly first: number;
  readonly weights: readonly number[];
}

/** Between neighbours. */
export function linearTaps(x: number): Taps {
  const first = Math.floor(x);
  return { first, weights: [1 - (x - first), x - first] };
}

/** Keys' cubic convolution of four neighbours; `a` is the slope at 1. https://ieeexplore.ieee.org/document/1163711 */
export function cubicTaps(x: number, a: number): Taps {
  const whole = Math.floor(x);
  return { first: whole - 1, weights: [-1, 0, 1, 2].map((i) => cubicWeight(whole + i - x, a)) };
}

export function cubicWeight(distance: number, a: number): number {
  const d = Math.abs(distance);
  if (d <= 1) return ((a + 2) * d - (a + 3)) * d * d + 1;
  return d < 2 ? ((a * d - 5 * a) * d + 8 * a) * d - 4 * a : 0;
}

export const linearWeight = (distance: number): number => Math.max(0, 1 - Math.abs(distance));

/** Where an axis is made smaller, the window is made as much wider, so that every element counts. */
export function wideTaps(x: number, scale: number, reach: number, weight: (distance: number) => number): Taps {
  const narrow = Math.min(scale, 1);
  const first = Math.floor(x - reach / narrow) + 1;
  const last = Math.ceil(x + reach / narrow) - 1;
  const weights = Array.from({ length: last - first + 1 }, (_, i) => weight((first + i - x) * narrow));
  const total = weights.reduce((sum, w) => sum + w, 0);
  return { first, weights: weights.map((w) => w / total) };
}
