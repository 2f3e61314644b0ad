import { constant, type Tensor } from "@transonnx/graph";

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
