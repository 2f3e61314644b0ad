import { type Activation, activation, block, type Params } from "@transonnx/core";
import { add, maxPool, relu, type Tensor } from "@transonnx/graph";
import {
  type NormedConvolution,
  normedConvolution,
  normedConvolutionAt,
  type SquareWindow,
} from "../normed-convolution.ts";

// The body of ResNet (https://arxiv.org/abs/1512.03385), as in transformers' modeling_resnet.py, and in timm's resnet.py
// with other names. A frozen batch norm (torchvision, DETR) computes the same.
// Shapes: b batch, c channels, h and w of the picture.

/** The fields that shape a ResNet. */
export interface ResNetBodyConfig {
  readonly embedding_size: number;
  readonly hidden_sizes: readonly number[];
  readonly depths: readonly number[];
  readonly layer_type: "basic" | "bottleneck";
  /** Of the stem and at the end of each layer; within layers it is always ReLU. */
  readonly hidden_act: Activation;
  readonly downsample_in_first_stage: boolean;
  /** Whether a bottleneck's stride is that of its first convolution, not of the second. */
  readonly downsample_in_bottleneck: boolean;
}

/** Where a checkpoint has the modules of a ResNet. */
export interface ResNetPaths {
  stem(p: Params): NormedConvolution;
  layer(p: Params, stage: number, layer: number): Params;
  convolution(layer: Params, i: number): NormedConvolution;
  shortcut(layer: Params): NormedConvolution;
}

/** The names of transformers' ResNetModel and ResNetBackbone. */
export const resnetPaths: ResNetPaths = {
  stem: (p) => normedConvolutionAt(p.at("embedder.embedder")),
  layer: (p, stage, layer) => p.at("encoder.stages", stage, "layers", layer),
  convolution: (layer, i) => normedConvolutionAt(layer.at("layer", i)),
  shortcut: (layer) => normedConvolutionAt(layer.at("shortcut")),
};

/** The names of timm's ResNet. */
export const timmResnetPaths: ResNetPaths = {
  stem: (p) => ({ convolution: p.at("conv1"), normalization: p.at("bn1") }),
  layer: (p, stage, layer) => p.at(`layer${stage + 1}`, layer),
  convolution: (layer, i) => ({ convolution: layer.at(`conv${i + 1}`), normalization: layer.at(`bn${i + 1}`) }),
  shortcut: (layer) => ({ convolution: layer.at("downsample.0"), normalization: layer.at("downsample.1") }),
};

/** How a ResNet's parameters are named. */
export interface ResNetOptions {
  /** Default transformers'. */
  readonly paths?: ResNetPaths;
  /** How much smaller the maps become at most: later strides become dilations. Default: no limit. */
  readonly outputStride?: number;
}

/** The feature maps of pixels[b, c, h, w]: what the stem gives, a quarter of the picture's sides, then each stage's. */
export const resnet = block(
  (
    c: ResNetBodyConfig,
    p: Params,
    pixels: Tensor,
    { paths = resnetPaths, outputStride = Number.POSITIVE_INFINITY }: ResNetOptions = {},
  ): readonly Tensor[] => {
    const wide = normedConvolution(paths.stem(p), pixels, c.embedding_size, { kernel: 7, stride: 2 });
    const active = activation(c.hidden_act, p.at("embedder.embedder.activation"), wide);
    const maps = [maxPool(active, [3, 3], { strides: 2, pads: 1 })]; // [b, embedding_size, h/4, w/4]
    for (const [s, stage] of stagesOf(c, outputStride).entries()) {
      let x = maps.at(-1)!;
      for (let i = 0; i < stage.depth; i++) x = layer(c, paths.layer(p, s, i), x, stageLayer(stage, i), paths);
      maps.push(x); // [b, hidden_sizes[s], h/…, w/…]
    }
    return maps;
  },
);

/** The sizes of one layer: `dilation` of its first convolution with a window, `laterDilation` of those after it. */
interface Layer {
  readonly width: number;
  readonly stride: number;
  readonly dilation: number;
  readonly laterDilation: number;
}

interface Stage extends Layer {
  readonly depth: number;
}

function stagesOf(c: ResNetBodyConfig, outputStride: number): readonly Stage[] {
  let [reached, dilation] = [4, 1];
  return c.hidden_sizes.map((width, s) => {
    const before = dilation;
    let stride = s > 0 || c.downsample_in_first_stage ? 2 : 1;
    if (reached * stride > outputStride) {
      dilation *= stride;
      stride = 1;
    }
    reached *= stride;
    return { width, depth: c.depths[s]!, stride, dilation: before, laterDilation: dilation };
  });
}

const stageLayer = (stage: Stage, i: number): Layer =>
  i === 0 ? stage : { ...stage, stride: 1, dilation: stage.laterDilation };

const layer = block((c: ResNetBodyConfig, p: Params, x: Tensor, sizes: Layer, paths: ResNetPaths): Tensor => {
  const windows = c.layer_type === "basic" ? basic(sizes) : bottleneck(sizes, c.downsample_in_bottleneck);
  const y = windows.reduce(
    (z, { width, ...window }, i) => normedConvolution(paths.convolution(p, i), i === 0 ? z : relu(z), width, window),
    x,
  );
  const shortcut =
    x.type.shape[1] === sizes.width && sizes.stride === 1
      ? x
      : normedConvolution(paths.shortcut(p), x, sizes.width, { kernel: 1, stride: sizes.stride });
  return activation(c.hidden_act, p.at("activation"), add(y, shortcut));
});

interface Window extends SquareWindow {
  readonly width: number;
}

const basic = ({ width, stride, dilation, laterDilation }: Layer): readonly Window[] => [
  { width, kernel: 3, stride, dilation },
  { width, kernel: 3, dilation: laterDilation },
];

/** A bottleneck's inner channels are this share of the outer. */
const REDUCTION = 4;

function bottleneck({ width, stride, dilation }: Layer, first: boolean): readonly Window[] {
  const inner = Math.floor(width / REDUCTION);
  return [
    { width: inner, kernel: 1, stride: first ? stride : 1 },
    { width: inner, kernel: 3, stride: first ? 1 : stride, dilation },
    { width, kernel: 1 },
  ];
}
