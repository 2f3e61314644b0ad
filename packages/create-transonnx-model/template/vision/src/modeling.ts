import { activation, block, layerNorm, linear, type Params } from "@transonnx/core";
import { add, reduceMean, type Tensor, unsqueeze } from "@transonnx/graph";
import { patchEmbeddings } from "@transonnx/vision";
import type { ToyModelConfig } from "./config.ts";

// Shapes: b batch, n patches, h hidden.

/** One vector a patch: pixels[b, c, height, width] -> [b, n, h]. */
export function toyModel(c: ToyModelConfig, p: Params, pixels: Tensor): Tensor {
  const { x } = patchEmbeddings(p.at("patches"), pixels, c.patch_size, c.hidden_size);
  return layer(c, p.at("layer"), x);
}

/** Every patch sees the mean of all, then a dense layer: x[b, n, h] -> [b, n, h]. */
const layer = block((c: ToyModelConfig, p: Params, x: Tensor): Tensor => {
  const context = linear(p.at("context"), pooled(x), c.hidden_size, { bias: false }); // [b, h]
  const y = add(x, unsqueeze(context, 1)); // [b, n, h]
  const normed = layerNorm(p.at("norm"), y, c.layer_norm_eps);
  return add(y, activation(c.hidden_act, p.at("act"), linear(p.at("dense"), normed, c.hidden_size)));
});

/** The vector of a picture, [b, h]. */
export const pooled = (x: Tensor): Tensor => reduceMean(x, [1], { keepdims: false });
