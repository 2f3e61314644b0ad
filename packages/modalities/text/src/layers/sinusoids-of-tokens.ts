import { cast, concat, constant, cos, type Dim, equal, mul, not, sin, type Tensor, unsqueeze } from "@transonnx/graph";
import { positionsAfterPadding } from "./positions.ts";

/** How tokens are counted where padding has no place. */
export interface TokenPlaces {
  /** The id of padding. */
  readonly padding: number;
  /** How many tokens came before. */
  readonly past: Dim;
  readonly width: number;
}

/**
 * The sines and cosines of fairseq (https://arxiv.org/abs/1706.03762) for texts of any length, the sines in the first half of a
 * vector: ids[b, s] after a past -> [b, s, width]. Tokens are at the places that RoBERTa gives them, padding is at none. The width is at
 * least 4, for more than one wavelength. M2M100 and TrOCR have them.
 */
export function sinusoidsOfTokens(ids: Tensor, { padding, past, width }: TokenPlaces): Tensor {
  const places = unsqueeze(cast(positionsAfterPadding(ids, padding, past), "float32"), 2); // [b, s, 1]
  const angles = mul(places, frequencies(Math.floor(width / 2))); // [b, s, width/2]
  const waves = [sin(angles), cos(angles)];
  const isToken = unsqueeze(cast(not(equal(ids, padding)), "float32"), 2); // [b, s, 1]
  if (width % 2 === 1) waves.push(mul(places, 0));
  return mul(concat(waves, 2), isToken);
}

/** 1 to 1/10000 in even steps of the exponent, in float32 as PyTorch has them. */
function frequencies(count: number): Tensor {
  const step = Math.fround(-Math.log(10000) / (count - 1));
  const data = Float32Array.from({ length: count }, (_, i) => Math.exp(Math.fround(i * step)));
  return constant({ dtype: "float32", shape: [count], data });
}
