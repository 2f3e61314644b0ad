import {
  activation,
  batchNorm,
  block,
  convolution,
  layerNorm,
  linear,
  numLabels,
  type Params,
  type Tensors,
} from "@transonnx/core";
import { add, concat, packedAttention, reduceMean, relu, resize, squeeze, type Tensor } from "@transonnx/graph";
import { type Patches, patchesOf, pictureOf } from "@transonnx/vision";
import type { SegformerConfig } from "./config.ts";

// SegFormer (https://arxiv.org/abs/2105.15203), as in transformers 4.57's modeling_segformer.py.
// Shapes: b batch, h and w of a block's grid, n = h*w patches, c a block's hidden_sizes, d decoder_hidden_size.

/** The epsilon of every norm: transformers reads no `layer_norm_eps`. */
const EPSILON = 1e-5;

/** What each block makes of the one before, [b, n, c], of ever coarser patches. */
export function segformer(c: SegformerConfig, p: Params, { pixel_values }: Tensors): readonly Patches[] {
  const encoder = p.at("encoder");
  const blocks: Patches[] = [];
  for (let i = 0; i < c.num_encoder_blocks; i++) {
    const picture = i === 0 ? pixel_values! : pictureOf(blocks[i - 1]!);
    let { x, grid } = overlappingPatches(c, encoder.at("patch_embeddings", i), picture, i);
    for (let j = 0; j < c.depths[i]!; j++) x = layer(c, encoder.at("block", i, j), { x, grid }, i);
    blocks.push({ x: layerNorm(encoder.at("layer_norm", i), x, EPSILON), grid });
  }
  return blocks;
}

/** The last block as a picture [b, c, h, w], or, as old configs have it, as it is. */
export function lastHiddenState(c: SegformerConfig, p: Params, x: Tensors): Tensor {
  const last = segformer(c, p, x).at(-1)!;
  return c.reshape_last_stage ? pictureOf(last) : last.x;
}

/** What the picture shows. */
export function classes(c: SegformerConfig, p: Params, x: Tensors): Tensor {
  const last = segformer(c, p.base("segformer"), x).at(-1)!;
  return linear(p.at("classifier"), squeeze(reduceMean(last.x, [1]), 1), numLabels(c));
}

/** What each place of the first block's grid shows, [b, labels, h, w]. */
export const segments = (c: SegformerConfig, p: Params, x: Tensors): Tensor =>
  decodeHead(c, p.at("decode_head"), segformer(c, p.base("segformer"), x));

const overlappingPatches = block((c: SegformerConfig, p: Params, picture: Tensor, i: number): Patches => {
  const [kernel, strides] = [c.patch_sizes[i]!, c.strides[i]!];
  const pads = Math.floor(kernel / 2);
  const { x, grid } = patchesOf(convolution(p.at("proj"), picture, c.hidden_sizes[i]!, { kernel, strides, pads }));
  return { x: layerNorm(p.at("layer_norm"), x, EPSILON), grid };
});

const layer = block((c: SegformerConfig, p: Params, { x, grid }: Patches, i: number): Tensor => {
  const norm = (name: string, y: Tensor) => ({ x: layerNorm(p.at(name), y, EPSILON), grid });
  const y = add(attention(c, p.at("attention"), norm("layer_norm_1", x), i), x);
  return add(mixFeedForward(c, p.at("mlp"), norm("layer_norm_2", y), i), y);
});

/** Every patch asks, only sr_ratio by sr_ratio of them together answer. */
const attention = block((c: SegformerConfig, p: Params, patches: Patches, i: number): Tensor => {
  const [self, width] = [p.at("self"), c.hidden_sizes[i]!];
  const keys = c.sr_ratios[i]! > 1 ? reduced(self, patches, c.sr_ratios[i]!) : patches.x;
  const project = (name: string, x: Tensor) => linear(self.at(name), x, width);
  const heads = { query: c.num_attention_heads[i]! };
  const seen = packedAttention(project("query", patches.x), project("key", keys), project("value", keys), heads);
  return linear(p.at("output.dense"), seen, width);
});

/** x[b, n, c] -> [b, floor(h / ratio) * floor(w / ratio), c] */
function reduced(p: Params, patches: Patches, ratio: number): Tensor {
  const picture = pictureOf(patches);
  const width = patches.x.type.shape[2] as number;
  const { x } = patchesOf(convolution(p.at("sr"), picture, width, { kernel: ratio, strides: ratio }));
  return layerNorm(p.at("layer_norm"), x, EPSILON);
}

/** A feed-forward network in which each patch sees those around it, which stands for positions. */
const mixFeedForward = block((c: SegformerConfig, p: Params, { x, grid }: Patches, i: number): Tensor => {
  const width = c.hidden_sizes[i]!;
  const inner = Math.trunc(width * c.mlp_ratios[i]!);
  const picture = pictureOf({ x: linear(p.at("dense1"), x, inner), grid });
  const mixed = convolution(p.at("dwconv.dwconv"), picture, inner, { kernel: 3, pads: 1, group: inner });
  const y = activation(c.hidden_act, p.at("intermediate_act_fn"), patchesOf(mixed).x);
  return linear(p.at("dense2"), y, width);
});

const decodeHead = block((c: SegformerConfig, p: Params, blocks: readonly Patches[]): Tensor => {
  const width = c.decoder_hidden_size;
  const { grid: finest } = blocks[0]!;
  const maps = blocks.map(({ x, grid }, i) => {
    const picture = pictureOf({ x: linear(p.at("linear_c", i, "proj"), x, width), grid });
    return i === 0 ? picture : resize(picture, finest, { mode: "linear" }); // [b, d, h, w]
  });
  const fused = convolution(p.at("linear_fuse"), concat(maps.reverse(), 1), width, { kernel: 1, bias: false });
  return convolution(p.at("classifier"), relu(batchNorm(p.at("batch_norm"), fused)), numLabels(c), { kernel: 1 });
});
