import { block, convolution, layerNorm, linear, type Params } from "@transonnx/core";
import { mul, sigmoid, split, type Tensor, transpose } from "@transonnx/graph";

// The adapter that transformers puts after wav2vec 2.0, as in its modeling_wav2vec2.py.
// Shapes: b batch, t frames, h hidden.

/** The fields that shape the adapter. */
export interface AdapterConfig {
  readonly hidden_size: number;
  readonly add_adapter: boolean;
  readonly adapter_kernel_size: number;
  readonly adapter_stride: number;
  readonly num_adapter_layers: number;
  readonly output_hidden_size: number;
}

/** PyTorch's default epsilon, whatever the config says. */
const EPSILON = 1e-5;

/** Zeros at both ends, whatever the kernel is. */
const PADS = 1;

/** Convolutions that shorten what the encoder gives, where the config has them: x[b, t, h] -> [b, t', output_hidden_size]. */
export function adapted(c: AdapterConfig, p: Params, x: Tensor): Tensor {
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
const adapterLayer = block((c: AdapterConfig, p: Params, x: Tensor): Tensor => {
  const window = { kernel: c.adapter_kernel_size, strides: c.adapter_stride, pads: PADS };
  const both = convolution(p.at("conv"), x, 2 * c.output_hidden_size, window);
  const [values, gates] = split(both, 1, [c.output_hidden_size, c.output_hidden_size]);
  return mul(values!, sigmoid(gates!));
});

/** The fewest frames of which an adapter makes `frames`. */
export function framesBeforeAdapter(c: AdapterConfig, frames: number): number {
  let before = frames;
  for (let i = 0; i < c.num_adapter_layers; i++)
    before = Math.max(1, (before - 1) * c.adapter_stride + c.adapter_kernel_size - 2 * PADS);
  return before;
}
