import { activation, block, convolution, layerNorm, linear, type Params } from "@transonnx/core";
import { add, reduceMean, type Tensor, transpose, unsqueeze } from "@transonnx/graph";
import type { ToyModelConfig } from "./config.ts";

// Shapes: b batch, s samples, f frames, h hidden.

/** One vector a frame: samples[b, s] -> [b, f, h]. */
export function toyModel(c: ToyModelConfig, p: Params, samples: Tensor): Tensor {
  return layer(c, p.at("layer"), frames(c, p.at("frames"), samples));
}

const frames = block((c: ToyModelConfig, p: Params, samples: Tensor): Tensor => {
  const x = convolution(p, unsqueeze(samples, 1), c.hidden_size, { kernel: c.kernel_size, strides: c.stride }); // [b, h, f]
  return transpose(x, [0, 2, 1]); // [b, f, h]
});

/** Every frame sees the mean of all, then a dense layer: x[b, f, h] -> [b, f, h]. */
const layer = block((c: ToyModelConfig, p: Params, x: Tensor): Tensor => {
  const context = linear(p.at("context"), pooled(x), c.hidden_size, { bias: false }); // [b, h]
  const y = add(x, unsqueeze(context, 1)); // [b, f, h]
  const normed = layerNorm(p.at("norm"), y, c.layer_norm_eps);
  return add(y, activation(c.hidden_act, p.at("act"), linear(p.at("dense"), normed, c.hidden_size)));
});

/** The vector of a sound, [b, h]. */
export const pooled = (x: Tensor): Tensor => reduceMean(x, [1], { keepdims: false });
