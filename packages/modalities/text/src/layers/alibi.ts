/**
 * ALiBi's slope of each head (https://arxiv.org/abs/2108.12409): powers of 2^(-8/m) for the largest power of two m that
 * is not above `heads`, then every second power of its square root.
 */
export function alibiSlopes(heads: number, maxBias = 8): readonly number[] {
  const closest = 2 ** Math.floor(Math.log2(heads));
  const powers = (base: number, count: number, step: number) =>
    Array.from({ length: count }, (_, i) => base ** (1 + step * i));
  const base = 2 ** (-maxBias / closest);
  const between = 2 ** (-maxBias / (2 * closest));
  return [...powers(base, closest, 1), ...powers(between, heads - closest, 2)];
}
