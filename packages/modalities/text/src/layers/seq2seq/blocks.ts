import { activation, layerNorm, linear, type Params } from "@transonnx/core";
import { add, type Tensor } from "@transonnx/graph";
import type { Seq2SeqLayerConfig } from "./config.ts";

/** PyTorch's default. */
const EPSILON = 1e-5;

/** x and what a block makes of it, normalised before the block or after the sum. */
export function residual(c: Seq2SeqLayerConfig, norm: Params, x: Tensor, make: (x: Tensor) => Tensor): Tensor {
  const normed = (y: Tensor) => layerNorm(norm, y, EPSILON);
  return c.normalize_before ? add(x, make(normed(x))) : normed(add(x, make(x)));
}

/** What a stack gives, `layer_norm` at `p`: x[b, t, h] -> [b, t, h]; as it is where the blocks normalise it. */
export const finalNorm = (c: Seq2SeqLayerConfig, p: Params, x: Tensor): Tensor =>
  c.normalize_before ? layerNorm(p.at("layer_norm"), x, EPSILON) : x;

/** x[b, t, h] through `fc1`, of so many features, and `fc2` at `p` -> [b, t, h]. */
export function feedForward(c: Seq2SeqLayerConfig, p: Params, x: Tensor, width: number): Tensor {
  const wide = activation(c.activation_function, p.at("activation_fn"), linear(p.at("fc1"), x, width));
  return linear(p.at("fc2"), wide, c.d_model);
}
