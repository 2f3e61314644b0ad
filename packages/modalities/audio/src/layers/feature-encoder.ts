import {
  type Activation,
  activation,
  block,
  channelsOf,
  convolution,
  groupNorm,
  layerNorm,
  linear,
  type Params,
} from "@transonnx/core";
import { type Tensor, transpose, unsqueeze } from "@transonnx/graph";

// The features of wav2vec 2.0 (https://arxiv.org/abs/2006.11477), as in transformers' modeling_wav2vec2.py.
// Shapes: b batch, s samples, t frames, c channels, h hidden.

/** The fields that shape the convolutions over a waveform. */
export interface FeatureEncoderConfig {
  readonly conv_dim: readonly number[];
  readonly conv_kernel: readonly number[];
  readonly conv_stride: readonly number[];
  readonly conv_bias: boolean;
  /** "group" normalises each channel of the first layer over time, "layer" the channels of every layer. */
  readonly feat_extract_norm: "group" | "layer";
  readonly feat_extract_activation: Activation;
}

/** The normalisations' own, whatever `layer_norm_eps` says. */
const EPSILON = 1e-5;

/** Frames of samples[b, s], [b, t, c]. */
export const featureEncoder = block((c: FeatureEncoderConfig, p: Params, samples: Tensor): Tensor => {
  let x = unsqueeze(samples, 1); // [b, 1, s]
  for (let i = 0; i < c.conv_dim.length; i++) x = layer(c, p.at("conv_layers", i), x, i);
  return transpose(x, [0, 2, 1]); // [b, t, c]
});

const layer = block((c: FeatureEncoderConfig, p: Params, x: Tensor, i: number): Tensor => {
  const window = { kernel: c.conv_kernel[i]!, strides: c.conv_stride[i]!, bias: c.conv_bias };
  const y = normed(c, p.at("layer_norm"), convolution(p.at("conv"), x, c.conv_dim[i]!, window), i);
  return activation(c.feat_extract_activation, p.at("activation"), y);
});

function normed(c: FeatureEncoderConfig, p: Params, x: Tensor, i: number): Tensor {
  if (c.feat_extract_norm === "layer") return transpose(layerNorm(p, transpose(x, [0, 2, 1]), EPSILON), [0, 2, 1]);
  return i > 0 ? x : groupNorm(p, x, channelsOf(x), EPSILON);
}

/** Samples of which the convolutions make one frame. */
export const receptiveField = ({ conv_kernel, conv_stride }: FeatureEncoderConfig): number =>
  conv_kernel.reduceRight((samples, kernel, i) => (samples - 1) * conv_stride[i]! + kernel, 1);

/** Frames as what the encoder takes: normalised and projected to its width, [b, t, h]. */
export const featureProjection = (
  c: { readonly hidden_size: number; readonly layer_norm_eps: number },
  p: Params,
  x: Tensor,
  { norm = true } = {},
): Tensor => {
  const y = norm ? layerNorm(p.at("layer_norm"), x, c.layer_norm_eps) : x;
  return linear(p.at("projection"), y, c.hidden_size);
};
