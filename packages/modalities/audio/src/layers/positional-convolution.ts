import { type Activation, activation, batchNorm, block, convolution, type Params } from "@transonnx/core";
import { conv, div, mul, reduceSum, slice, sqrt, type Tensor, transpose } from "@transonnx/graph";

/** The fields that shape positions told by a convolution. */
export interface PositionalConvolutionConfig {
  readonly hidden_size: number;
  readonly num_conv_pos_embeddings: number;
  readonly num_conv_pos_embedding_groups: number;
  readonly feat_extract_activation: Activation;
  /** Whether the frames are normalised before, instead of the weight. Default false. */
  readonly conv_pos_batch_norm?: boolean;
}

/** What tells x[b, t, h] its places: a convolution over many frames, [b, t, h]. */
export const positionalConvolution = block((c: PositionalConvolutionConfig, p: Params, x: Tensor): Tensor => {
  const kernel = c.num_conv_pos_embeddings;
  const window = { pads: Math.floor(kernel / 2), group: c.num_conv_pos_embedding_groups };
  const frames = transpose(x, [0, 2, 1]); // [b, h, t]
  const y = c.conv_pos_batch_norm
    ? convolution(p.at("conv"), batchNorm(p.at("batch_norm"), frames), c.hidden_size, { kernel, ...window })
    : conv(frames, normedWeight(c, p.at("conv")), p.at("conv").get("bias", [c.hidden_size]), window);
  const placed = kernel % 2 === 0 ? slice(y, 2, 0, x.type.shape[1]!) : y; // an even window makes one frame too many
  return transpose(activation(c.feat_extract_activation, p.at("activation"), placed), [0, 2, 1]);
});

/**
 * A weight of which each place of the window has the length `g`: g * v / |v|. PyTorch calls them `weight_g` and `weight_v`, or
 * since 2.0 `original0` and `original1`; a checkpoint may also hold the product.
 */
function normedWeight(c: PositionalConvolutionConfig, p: Params): Tensor {
  const kernel = c.num_conv_pos_embeddings;
  const shape = [c.hidden_size, c.hidden_size / c.num_conv_pos_embedding_groups, kernel];
  if (p.has("weight")) return p.get("weight", shape);
  const g = p.get(["parametrizations.weight.original0", "weight_g"], [1, 1, kernel]);
  const v = p.get(["parametrizations.weight.original1", "weight_v"], shape);
  return mul(v, div(g, sqrt(reduceSum(mul(v, v), [0, 1]))));
}
