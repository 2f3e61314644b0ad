import { cast, concat, constant, cos, type Dim, equal, mul, not, sin, type Tensor, unsqueeze } from "@transonnx/graph";
import { positionsAfterPadding } from "@transonnx/text";

// Sines and cosines of places (https://arxiv.org/abs/1706.03762), the sines in the first half of a vector.

/** Marian's table for places from 0 on, computed in float64: [places, width]. */
export function sinusoidTable(places: number, width: number): Tensor {
  const sines = Math.ceil(width / 2);
  const data = Float32Array.from({ length: places * width }, (_, i) => {
    const [place, at] = [Math.floor(i / width), i % width];
    const pair = at < sines ? at : at - sines;
    const angle = place / 10000 ** ((2 * pair) / width);
    return at < sines ? Math.sin(angle) : Math.cos(angle);
  });
  return constant({ dtype: "float32", shape: [places, width], data });
}

/**
 * M2M100's vectors, for texts of any length: ids[b, s] after a past -> [b, s, width]. Tokens are at the places that
 * RoBERTa gives them, padding is at none.
 */
export function sinusoidsOfTokens(ids: Tensor, { padding, past, width }: TokenPlaces): Tensor {
  const places = unsqueeze(cast(positionsAfterPadding(ids, padding, past), "float32"), 2); // [b, s, 1]
  const angles = mul(places, frequencies(Math.floor(width / 2))); // [b, s, width/2]
  const waves = [sin(angles), cos(angles)];
  const isToken = unsqueeze(cast(not(equal(ids, padding)), "float32"), 2); // [b, s, 1]
  if (width % 2 === 1) waves.push(mul(places, 0));
  return mul(concat(waves, 2), isToken);
}

interface TokenPlaces {
  readonly padding: number;
  readonly past: Dim;
  readonly width: number;
}

/** 1 to 1/10000 in even steps of the exponent, in float32 as PyTorch has them. */
function frequencies(count: number): Tensor {
  const step = Math.fround(-Math.log(10000) / (count - 1));
  const data = Float32Array.from({ length: count }, (_, i) => Math.exp(Math.fround(i * step)));
  return constant({ dtype: "float32", shape: [count], data });
}
