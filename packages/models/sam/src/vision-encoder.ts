import { activation, block, convolution, layerNorm, linear, type Params } from "@transonnx/core";
import {
  add,
  arrayOf,
  attention,
  constant,
  type Dim,
  gather,
  matmul,
  reshape,
  type Tensor,
  transpose,
  unsqueeze,
} from "@transonnx/graph";
import { channelNorm } from "./channel-norm.ts";
import type { SamVisionConfig } from "./config.ts";
import { ofWindows, windowsOf } from "./windows.ts";

// SAM (https://arxiv.org/abs/2304.02643), as in transformers 4.57's modeling_sam.py: a ViT whose layers attend within windows
// (https://arxiv.org/abs/2203.16527).
// Shapes: b batch, h and w patches of the picture or of a window, c channels, n heads, d head size.

type Grid = readonly [b: Dim, h: number, w: number, c: number];

/** A picture's patches, [b, output_channels, h, w]. */
export const visionEncoder = block((c: SamVisionConfig, p: Params, pixels: Tensor): Tensor => {
  const { patch_size: patch, hidden_size: width } = c;
  const patches = convolution(p.at("patch_embed.projection"), pixels, width, { kernel: patch, strides: patch });
  let x = transpose(patches, [0, 2, 3, 1]); // [b, h, w, c]
  const grid = c.image_size / patch;
  if (c.use_abs_pos) x = add(x, p.get("pos_embed", [1, grid, grid, width]));
  for (let i = 0; i < c.num_hidden_layers; i++)
    x = layer(c, p.at("layers", i), x, c.global_attn_indexes.includes(i) ? 0 : c.window_size);
  return neck(c, p.at("neck"), transpose(x, [0, 3, 1, 2]));
});

/** x[b, h, w, c]; a window of 0 is the whole picture. */
const layer = block((c: SamVisionConfig, p: Params, x: Tensor, window: number): Tensor => {
  const norm = (name: string, y: Tensor) => layerNorm(p.at(name), y, c.layer_norm_eps);
  const normed = norm("layer_norm1", x);
  const seen =
    window === 0
      ? selfAttention(c, p.at("attn"), normed)
      : ofWindows(selfAttention(c, p.at("attn"), windowsOf(normed, window)), x.type.shape as Grid);
  const y = add(x, seen);
  const mlp = p.at("mlp");
  const wide = activation(c.hidden_act, mlp.at("act"), linear(mlp.at("lin1"), norm("layer_norm2", y), c.mlp_dim));
  return add(y, linear(mlp.at("lin2"), wide, c.hidden_size));
});

/** x[b, h, w, c], every place of it seen by every other. */
const selfAttention = block((c: SamVisionConfig, p: Params, x: Tensor): Tensor => {
  const [b, h, w, width] = x.type.shape as Grid;
  const heads = c.num_attention_heads;
  const d = width / heads;
  const packed = reshape(linear(p.at("qkv"), x, 3 * width, { bias: c.qkv_bias }), [b, h * w, 3, heads, d]);
  const all = transpose(packed, [2, 0, 3, 1, 4]); // [3, b, n, h*w, d]
  const [q, k, v] = [gather(all, 0), gather(all, 1), gather(all, 2)] as const;
  const mask = c.use_rel_pos ? relativePositions(p, reshape(q, [b, heads, h, w, d])) : undefined;
  const seen = transpose(attention(q, k, v, { mask }), [0, 2, 1, 3]); // [b, h*w, n, d]
  return linear(p.at("proj"), reshape(seen, [b, h, w, width]), width);
});

/**
 * How far keys lie above and to the left of queries[b, n, h, w, d], as each query sees it, for all pairs: [b, n, h*w, h*w].
 * https://arxiv.org/abs/2112.01526, decomposed: rows and columns add up.
 */
function relativePositions(p: Params, queries: Tensor): Tensor {
  const [b, heads, h, w, d] = queries.type.shape as readonly [Dim, number, number, number, number];
  const rows = matmul(queries, offsets(p.get("rel_pos_h", [2 * h - 1, d]), h)); // [b, n, h, w, h]
  const turned = transpose(queries, [0, 1, 3, 2, 4]); // [b, n, w, h, d]
  const columns = transpose(matmul(turned, offsets(p.get("rel_pos_w", [2 * w - 1, d]), w)), [0, 1, 3, 2, 4]); // [b, n, h, w, w]
  const both = add(unsqueeze(rows, 5), unsqueeze(columns, 4)); // [b, n, h, w, h, w]
  return reshape(both, [b, heads, h * w, h * w]);
}

/** The vector of each offset of the table[2 * size - 1, d], from every place to every other: [from, d, to]. */
function offsets(table: Tensor, size: number): Tensor {
  const places = Array.from({ length: size * size }, (_, i) => Math.floor(i / size) - (i % size) + size - 1);
  return transpose(gather(table, constant(arrayOf("int64", [size, size], places))), [0, 2, 1]);
}

/** x[b, c, h, w] narrowed to output_channels. */
const neck = block((c: SamVisionConfig, p: Params, x: Tensor): Tensor => {
  const out = c.output_channels;
  const narrow = convolution(p.at("conv1"), x, out, { kernel: 1, bias: false });
  const y = convolution(p.at("conv2"), channelNorm(p.at("layer_norm1"), narrow), out, {
    kernel: 3,
    pads: 1,
    bias: false,
  });
  return channelNorm(p.at("layer_norm2"), y);
});
