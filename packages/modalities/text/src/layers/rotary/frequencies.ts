import { type RopeScaling, ropeScalingOf, type YarnOptions } from "./rope-scaling.ts";

/** The fields that decide how fast each pair of a head's entries turns. */
export interface RotaryConfig {
  readonly head_dim: number;
  readonly rope_theta: number;
  readonly rope_scaling: Readonly<Record<string, unknown>> | null;
  readonly max_position_embeddings: number;
  /** Phi-3's length before longrope. Default `max_position_embeddings`. */
  readonly original_max_position_embeddings?: number | null;
  /** The share of a head's entries that turn, the first ones. Default 1. */
  readonly partial_rotary_factor?: number;
}

/** How angles grow with the position. */
export interface Frequencies {
  /** The angle of each pair at position 1, [r/2]. */
  readonly inverse: Float32Array;
  /** What cosines and sines are multiplied by. */
  readonly attentionFactor: number;
  /** What stands in for `inverse` where the text is longer than so many tokens. */
  readonly beyond?: { readonly length: number; readonly inverse: Float32Array };
  /** Set where the base grows with the text's length beyond `length`, as base * (factor * n/length - factor + 1)^(r/(r-2)). */
  readonly dynamic?: { readonly factor: number; readonly length: number };
}

/** How many of a head's entries are to turn. They turn in pairs: of an odd number, one more does. */
export const rotaryWidth = ({ head_dim, partial_rotary_factor = 1 }: RotaryConfig): number =>
  Math.trunc(head_dim * partial_rotary_factor);

const f32 = Math.fround;

/** The exponents 0, 2/r, 4/r … of the base, in float32 as PyTorch has them. */
export const exponents = (width: number): Float32Array =>
  Float32Array.from({ length: Math.ceil(width / 2) }, (_, i) => f32(2 * i) / width);

const inverseOf = (base: number, width: number): Float32Array =>
  exponents(width).map((exponent) => f32(1 / f32(f32(base) ** exponent)));

/** The frequencies of a config, as transformers' ROPE_INIT_FUNCTIONS (modeling_rope_utils.py, 4.57) compute them. */
export function rotaryFrequencies(c: RotaryConfig): Frequencies {
  const width = rotaryWidth(c);
  const plain = inverseOf(c.rope_theta, width);
  const scaling = ropeScalingOf(c.rope_scaling);
  switch (scaling.rope_type) {
    case "default":
      return { inverse: plain, attentionFactor: 1 };
    case "linear":
      return { inverse: plain.map((x) => x / scaling.factor), attentionFactor: 1 };
    case "dynamic":
      return {
        inverse: plain,
        attentionFactor: 1,
        dynamic: { factor: scaling.factor, length: c.max_position_embeddings },
      };
    case "yarn":
      return yarn(c, width, scaling.factor, scaling);
    case "longrope":
      return longrope(c, width, scaling);
    case "llama3":
      return { inverse: plain.map((x) => llama3(x, scaling)), attentionFactor: 1 };
  }
}

/** https://arxiv.org/abs/2309.00071 */
function yarn(c: RotaryConfig, width: number, factor: number, options: YarnOptions): Frequencies {
  const length = options.original_max_position_embeddings || c.max_position_embeddings;
  const attentionFactor = options.attention_factor ?? yarnAttentionFactor(factor, options);
  const dimensionOf = (rotations: number) =>
    (width * Math.log(length / (rotations * 2 * Math.PI))) / (2 * Math.log(c.rope_theta));
  const [low, high] = [dimensionOf(options.beta_fast || 32), dimensionOf(options.beta_slow || 1)];
  const truncate = options.truncate ?? true;
  const from = Math.max(truncate ? Math.floor(low) : low, 0);
  const end = Math.min(truncate ? Math.ceil(high) : high, width - 1);
  const to = end === from ? end + 0.001 : end;
  const inverse = exponents(width).map((exponent, i) => {
    const wavelength = f32(f32(c.rope_theta) ** exponent);
    const ramp = f32(Math.min(Math.max(f32(f32(i - from) / f32(to - from)), 0), 1));
    const kept = f32(1 - ramp);
    return f32(f32(f32(1 / f32(factor * wavelength)) * f32(1 - kept)) + f32(f32(1 / wavelength) * kept));
  });
  return { inverse, attentionFactor };
}

function yarnAttentionFactor(factor: number, { mscale, mscale_all_dim }: YarnOptions): number {
  const scale = (by: number) => (factor <= 1 ? 1 : 0.1 * by * Math.log(factor) + 1);
  return mscale && mscale_all_dim ? scale(mscale) / scale(mscale_all_dim) : scale(1);
}

/** https://arxiv.org/abs/2402.13753 */
function longrope(
  c: RotaryConfig,
  width: number,
  scaling: Extract<RopeScaling, { rope_type: "longrope" }>,
): Frequencies {
  const length = c.original_max_position_embeddings || c.max_position_embeddings;
  const factor = c.original_max_position_embeddings ? c.max_position_embeddings / length : (scaling.factor ?? 1);
  const attentionFactor =
    scaling.attention_factor ?? (factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(length)));
  const scaled = (factors: readonly number[]) =>
    exponents(width).map((exponent, i) => f32(1 / f32(f32(factors[i]!) * f32(f32(c.rope_theta) ** exponent))));
  return {
    inverse: scaled(scaling.short_factor),
    attentionFactor,
    beyond: { length, inverse: scaled(scaling.long_factor) },
  };
}

/** Long waves are stretched, short ones stay, those between are interpolated. */
function llama3(inverse: number, scaling: Extract<RopeScaling, { rope_type: "llama3" }>): number {
  const { factor, low_freq_factor: low, high_freq_factor: high, original_max_position_embeddings: length } = scaling;
  const wavelength = f32(f32(2 * Math.PI) / inverse);
  if (wavelength > length / low) return f32(inverse / factor);
  if (wavelength < length / high) return inverse;
  const smooth = f32(f32(f32(length / wavelength) - low) / (high - low));
  return f32(f32(f32(f32(1 - smooth) * inverse) / factor) + f32(smooth * inverse));
}
