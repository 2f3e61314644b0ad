import {
  add,
  cast,
  constant,
  cos,
  div,
  greater,
  max,
  mul,
  pow,
  reciprocal,
  reduceMax,
  rotaryEmbedding,
  scalar,
  sin,
  sub,
  type Tensor,
  unsqueeze,
  where,
} from "@transonnx/graph";
import { exponents, type Frequencies, type RotaryConfig, rotaryFrequencies, rotaryWidth } from "./frequencies.ts";

/** The turns of new tokens: cosines and sines of the angle of each pair, [b, s, r/2]. */
export interface RotaryTables {
  readonly cos: Tensor;
  readonly sin: Tensor;
  /** How many of a head's entries turn. */
  readonly width: number;
}

/** The turns at positions[b, s]. https://arxiv.org/abs/2104.09864 */
export function rotaryTables(c: RotaryConfig, positions: Tensor): RotaryTables {
  const frequencies = rotaryFrequencies(c);
  const angles = mul(unsqueeze(cast(positions, "float32"), 2), inverseFrequencies(c, frequencies, positions)); // [b, s, r/2]
  const scaled = (x: Tensor) => (frequencies.attentionFactor === 1 ? x : mul(x, frequencies.attentionFactor));
  return { cos: scaled(cos(angles)), sin: scaled(sin(angles)), width: 2 * Math.ceil(rotaryWidth(c) / 2) };
}

const vector = (data: Float32Array): Tensor => constant({ dtype: "float32", shape: [data.length], data });

/** What the positions are multiplied by, [r/2]: where the text's length decides, that is its highest position + 1. */
function inverseFrequencies(c: RotaryConfig, frequencies: Frequencies, positions: Tensor): Tensor {
  const { inverse, beyond, dynamic } = frequencies;
  if (!beyond && !dynamic) return vector(inverse);
  const length = add(reduceMax(positions, [0, 1], { keepdims: false }), 1); // a scalar
  if (beyond) return where(greater(length, beyond.length), vector(beyond.inverse), vector(inverse));
  const { factor, length: original } = dynamic!;
  const longest = max(cast(length, "float32"), scalar(original));
  const width = rotaryWidth(c);
  const growth = sub(div(mul(longest, factor), original), factor - 1);
  const base = mul(pow(growth, width / (width - 2)), c.rope_theta);
  return reciprocal(pow(base, vector(exponents(width))));
}

/** Turns the packed heads of x[b, s, n*d]. */
export const rotate = (
  x: Tensor,
  { cos, sin, width }: RotaryTables,
  heads: number,
  { interleaved = false } = {},
): Tensor => rotaryEmbedding(x, cos, sin, { heads, width, interleaved });
