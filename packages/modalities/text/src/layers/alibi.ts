import { cast, constant, cumSum, mul, sub, type Tensor, unsqueeze } from "@transonnx/graph";

/** How the slopes of ALiBi are computed. */
export interface AlibiOptions {
  /** Whether a slope is a power of its base as float32 has it, as in BLOOM. Default: of the exact base. */
  readonly float32Base?: boolean;
}

/**
 * ALiBi's slope of each head (https://arxiv.org/abs/2108.12409): powers of 2^(-8/m) for the largest power of two m that
 * is not above `heads`, then every second power of its square root.
 */
export function alibiSlopes(heads: number, { float32Base = false }: AlibiOptions = {}): readonly number[] {
  const closest = 2 ** Math.floor(Math.log2(heads));
  const powers = (base: number, count: number, step: number) =>
    Array.from({ length: count }, (_, i) => (float32Base ? Math.fround(base) : base) ** (1 + step * i));
  return [...powers(2 ** (-8 / closest), closest, 1), ...powers(2 ** (-4 / closest), heads - closest, 2)];
}

/**
 * What ALiBi adds to the scores of each head: the place of a key, places[b|1, t] in float32, times the head's slope;
 * [b|1, heads, 1, t].
 */
export function alibiBias(heads: number, places: Tensor, options?: AlibiOptions): Tensor {
  const data = Float32Array.from(alibiSlopes(heads, options));
  return mul(constant({ dtype: "float32", shape: [1, heads, 1, 1], data }), unsqueeze(places, 1, 2));
}

/** The place of each key among those that are no padding, from attention_mask[b, t]; 0 for padding; float32. */
export function placesInMask(mask: Tensor): Tensor {
  const real = cast(mask, "float32");
  return mul(sub(cumSum(real, 1), 1), real);
}
