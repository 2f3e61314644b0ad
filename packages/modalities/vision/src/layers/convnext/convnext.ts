import {
  type Activation,
  activation,
  type Both,
  block,
  bothOf,
  type ConvolutionOptions,
  convolution,
  layerNorm,
  linear,
  type Params,
} from "@transonnx/core";
import { add, mul, type Tensor, transpose } from "@transonnx/graph";
import { globalResponseNorm } from "./global-response-norm.ts";

// The body of ConvNeXt (https://arxiv.org/abs/2201.03545) and ConvNeXt V2 (https://arxiv.org/abs/2301.00808), as in
// transformers' modeling_convnext.py and modeling_convnextv2.py.
// Shapes: b batch, c channels, h and w of the picture.

/** The fields that shape a ConvNeXt. */
export interface ConvNextBodyConfig {
  readonly patch_size: Both;
  /** How many of the sizes and depths count. */
  readonly num_stages: number;
  readonly hidden_sizes: readonly number[];
  readonly depths: readonly number[];
  readonly hidden_act: Activation;
  /** Whether a layer scales what it adds: where it is not 0. */
  readonly layer_scale_init_value: number;
  /** Whether the inner channels compete, as in V2. */
  readonly global_response_norm: boolean;
}

/** The layer norms' own, whatever `layer_norm_eps` says. */
const EPSILON = 1e-6;

/** How much wider a layer is inside. */
const EXPANSION = 4;

/** The feature maps of pixels[b, c, h, w]: the patches, then what each stage makes of them, half the size of the one before. */
export const convnext = block((c: ConvNextBodyConfig, p: Params, pixels: Tensor): readonly Tensor[] => {
  const maps = [embeddings(c, p.at("embeddings"), pixels)];
  for (let i = 0; i < c.num_stages; i++) maps.push(stage(c, p.at("encoder.stages", i), maps.at(-1)!, i));
  return maps.map(channelsFirst); // [b, hidden_sizes[i], h/…, w/…]
});

// Between layers the channels are last: norms and linear layers have them there, convolutions alone need them first.

const embeddings = block((c: ConvNextBodyConfig, p: Params, pixels: Tensor): Tensor => {
  const patch = [...bothOf(c.patch_size)];
  const x = convolution(p.at("patch_embeddings"), pixels, c.hidden_sizes[0]!, { kernel: patch, strides: patch });
  return layerNorm(p.at("layernorm"), channelsLast(x), EPSILON); // [b, h/patch, w/patch, hidden_sizes[0]]
});

const stage = block((c: ConvNextBodyConfig, p: Params, x: Tensor, i: number): Tensor => {
  const width = c.hidden_sizes[i]!;
  let y = i === 0 ? x : downsampled(p.at("downsampling_layer"), x, width);
  for (let j = 0; j < c.depths[i]!; j++) y = layer(c, p.at("layers", j), y, width);
  return y;
});

const downsampled = (p: Params, x: Tensor, width: number): Tensor =>
  convolved(p.at(1), layerNorm(p.at(0), x, EPSILON), width, { kernel: 2, strides: 2 });

/** A window of 7 over each channel, then every place on its own through wider channels: x[b, h, w, c] -> [b, h, w, c]. */
const layer = block((c: ConvNextBodyConfig, p: Params, x: Tensor, width: number): Tensor => {
  const seen = convolved(p.at("dwconv"), x, width, { kernel: 7, pads: 3, group: width });
  const normed = layerNorm(p.at("layernorm"), seen, EPSILON);
  const wide = activation(c.hidden_act, p.at("act"), linear(p.at("pwconv1"), normed, EXPANSION * width)); // [b, h, w, 4*c]
  const narrow = linear(p.at("pwconv2"), c.global_response_norm ? globalResponseNorm(p.at("grn"), wide) : wide, width);
  return add(x, c.layer_scale_init_value > 0 ? mul(narrow, p.get("layer_scale_parameter", [width])) : narrow);
});

/** The channels of each place of a feature map x[b, c, h, w] normalised. */
export const channelNorm = (p: Params, x: Tensor, epsilon = EPSILON): Tensor =>
  channelsFirst(layerNorm(p, channelsLast(x), epsilon));

const convolved = (p: Params, x: Tensor, width: number, window: ConvolutionOptions): Tensor =>
  channelsLast(convolution(p, channelsFirst(x), width, window));

const channelsLast = (x: Tensor): Tensor => transpose(x, [0, 2, 3, 1]); // [b, h, w, c]
const channelsFirst = (x: Tensor): Tensor => transpose(x, [0, 3, 1, 2]); // [b, c, h, w]
