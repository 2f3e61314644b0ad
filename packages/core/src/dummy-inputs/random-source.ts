/** Numbers that depend on the seed alone. */
export interface RandomSource {
  /** The next number in [0, 1). */
  next(): number;
  /** The next integer in [low, high); low where that is empty. */
  integer(low: number, high: number): number;
}

/** The seed of dummy inputs when none is given. */
export const DEFAULT_SEED = 0;

/** A source of 32-bit random numbers (mulberry32). Equal seeds give equal numbers on every platform. */
export function createRandomSource(seed: number = DEFAULT_SEED): RandomSource {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, integer: (low, high) => (high > low ? low + Math.floor(next() * (high - low)) : low) };
}
