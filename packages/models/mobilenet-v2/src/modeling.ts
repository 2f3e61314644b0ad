import { block, channelsOf, type Params } from "@transonnx/core";
import { add, type Tensor } from "@transonnx/graph";
import {
  activeConvolution,
  normedConvolution,
  normedConvolutionAt,
  type SquareWindow,
  scaledWidth,
  tensorflowPads,
} from "@transonnx/vision";
import type { MobileNetV2Config } from "./config.ts";

// MobileNetV2 (https://arxiv.org/abs/1801.04381), as in transformers 4.57's modeling_mobilenet_v2.py.
// Shapes: b batch, c channels, h and w of the picture.

const STEM_WIDTH = 32;
const FIRST_WIDTH = 16;
const OUTPUT_WIDTH = 1280;

/** Of each block after the stem: channels that it gives, before they are scaled, and stride. */
const BLOCKS = [
  [24, 2],
  [24, 1],
  [32, 2],
  [32, 1],
  [32, 1],
  [64, 2],
  [64, 1],
  [64, 1],
  [64, 1],
  [96, 1],
  [96, 1],
  [96, 1],
  [160, 2],
  [160, 1],
  [160, 1],
  [320, 1],
] as const;

/** The stem's stride. */
const FIRST_STRIDE = 2;

/** Pixels [b, c, h, w] as what the last convolution gives, [b, outputWidth, h/32, w/32]. */
export function mobilenetV2(c: MobileNetV2Config, p: Params, pixels: Tensor): Tensor {
  let x = stem(c, p.at("conv_stem"), pixels);
  for (const [i, sizes] of blocksOf(c).entries()) x = invertedResidual(c, p.at("layer", i), x, sizes);
  return active(c, p.at("conv_1x1"), x, outputWidth(c), { kernel: 1 });
}

/** The channels of the features. With `finegrained_output` a narrow model's are as many as the plain one's. */
export const outputWidth = (c: MobileNetV2Config): number =>
  c.finegrained_output && c.depth_multiplier < 1 ? OUTPUT_WIDTH : scaled(c, OUTPUT_WIDTH);

const stem = block((c: MobileNetV2Config, p: Params, pixels: Tensor): Tensor => {
  const width = scaled(c, STEM_WIDTH);
  const first = active(c, p.at("first_conv"), pixels, width, { kernel: 3, stride: FIRST_STRIDE });
  const wide = c.first_layer_is_expansion ? first : active(c, p.at("expand_1x1"), first, width, { kernel: 1 });
  return reduced(c, p, wide, { width: scaled(c, FIRST_WIDTH), stride: 1, dilation: 1 });
});

interface Block {
  readonly width: number;
  readonly stride: number;
  readonly dilation: number;
}

/** The blocks' sizes: where the maps are small enough already, a stride becomes a dilation of the blocks after it. */
function blocksOf(c: MobileNetV2Config): readonly Block[] {
  let [reached, dilation] = [FIRST_STRIDE, 1];
  return BLOCKS.map(([channels, stride]) => {
    const width = scaled(c, channels);
    if (reached !== c.output_stride) {
      reached *= stride;
      return { width, stride, dilation: 1 };
    }
    const dilated = { width, stride: 1, dilation };
    dilation *= stride;
    return dilated;
  });
}

const invertedResidual = block((c: MobileNetV2Config, p: Params, x: Tensor, sizes: Block): Tensor => {
  const wide = active(c, p.at("expand_1x1"), x, scaled(c, channelsOf(x), c.expand_ratio), { kernel: 1 });
  const y = reduced(c, p, wide, sizes);
  return sizes.stride === 1 && channelsOf(x) === sizes.width ? add(x, y) : y;
});

/** A window over each channel, and the channels brought down to the block's width. */
function reduced(c: MobileNetV2Config, p: Params, wide: Tensor, { width, stride, dilation }: Block): Tensor {
  const group = channelsOf(wide);
  const seen = active(c, p.at("conv_3x3"), wide, group, { kernel: 3, stride, dilation, group });
  return normedConvolution(normedConvolutionAt(p.at("reduce_1x1")), seen, width, windowOf(c, { kernel: 1 }));
}

const active = (c: MobileNetV2Config, p: Params, x: Tensor, width: number, window: SquareWindow): Tensor =>
  activeConvolution(p, x, width, c.hidden_act, windowOf(c, window));

function windowOf(c: MobileNetV2Config, window: SquareWindow): SquareWindow {
  const { kernel, stride = 1, dilation = 1 } = window;
  const epsilon = c.layer_norm_eps;
  return c.tf_padding ? { ...window, epsilon, pads: tensorflowPads(kernel, stride, dilation) } : { ...window, epsilon };
}

const scaled = (c: MobileNetV2Config, width: number, factor = c.depth_multiplier): number =>
  scaledWidth(width, factor, { divisor: c.depth_divisible_by, least: c.min_depth });
