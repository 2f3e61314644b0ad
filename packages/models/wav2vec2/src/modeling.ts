import { featureEncoder, featureProjection, speechEncoder } from "@transonnx/audio";
import { block, convolution, layerNorm, linear, type Params } from "@transonnx/core";
import { mul, sigmoid, split, type Tensor, transpose } from "@transonnx/graph";
import type { Wav2Vec2Config } from "./config.ts";

// wav2vec 2.0 (https://arxiv.org/abs/2006.11477), as in transformers 4.57's modeling_wav2vec2.py.
// Shapes: b batch, s samples, t frames, h hidden.

/** The states of the encoder on samples[b, s], each [b, t, h]; the last is its output. */
export function wav2vec2(c: Wav2Vec2Config, p: Params, samples: Tensor): readonly [Tensor, ...Tensor[]] {
  const features = featureEncoder(c, p.at("feature_extractor"), samples);
  return speechEncoder(c, p.at("encoder"), featureProjection(c, p.at("feature_projection"), features));
}

/** PyTorch's default epsilon, whatever the config says. */
const EPSILON = 1e-5;

/** Convolutions that shorten what the encoder gives, where the config has them: x[b, t, h] -> [b, t', output_hidden_size]. */
export function adapted(c: Wav2Vec2Config, p: Params, x: Tensor): Tensor {
  if (!c.add_adapter) return x;
  const adapter = p.at("adapter");
  const width = c.output_hidden_size;
  const projected =
    width === c.hidden_size
      ? x
      : layerNorm(adapter.at("proj_layer_norm"), linear(adapter.at("proj"), x, width), EPSILON);
  let y = transpose(projected, [0, 2, 1]); // [b, width, t]
  for (let i = 0; i < c.num_adapter_layers; i++) y = adapterLayer(c, adapter.at("layers", i), y);
  return transpose(y, [0, 2, 1]);
}

/** A convolution to twice the channels, half of which gate the other. */
const adapterLayer = block((c: Wav2Vec2Config, p: Params, x: Tensor): Tensor => {
  const window = { kernel: c.adapter_kernel_size, strides: c.adapter_stride, pads: 1 };
  const both = convolution(p.at("conv"), x, 2 * c.output_hidden_size, window);
  const [values, gates] = split(both, 1, [c.output_hidden_size, c.output_hidden_size]);
  return mul(values!, sigmoid(gates!));
});
