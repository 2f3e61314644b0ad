import {
  type Activation,
  activation,
  type Both,
  block,
  bothOf,
  layerNorm,
  linear,
  type Params,
  widthOf,
} from "@transonnx/core";
import {
  add,
  constant,
  type Dim,
  gather,
  multiplyDims,
  packedAttention,
  range,
  reshape,
  scoped,
  type Tensor,
  transpose,
} from "@transonnx/graph";
import { type Grid, type Patches, patchEmbeddings } from "../patches.ts";
import { partsOf, placesAt, vectorsAt } from "./places.ts";
import { shiftOf, type Windows, windowMask, windowPartition, windowReverse, windowsOf } from "./windows.ts";

// The encoder of Swin (https://arxiv.org/abs/2103.14030), as in transformers' modeling_swin.py; Donut's, CLAP's and MaskFormer's
// have the same, parameter names included.
// Shapes: b batch, h*w places of a grid, c channels, n windows of b grids, s places of a window.

/** The fields that shape the encoder. */
export interface SwinEncoderConfig {
  /** Of the pictures that it was trained with. */
  readonly image_size: Both;
  readonly patch_size: Both;
  /** Channels of the first stage; each next one has twice as many. */
  readonly embed_dim: number;
  /** Layers of each stage. */
  readonly depths: readonly number[];
  readonly num_heads: readonly number[];
  readonly window_size: number;
  readonly mlp_ratio: number;
  readonly qkv_bias: boolean;
  readonly hidden_act: Activation;
  readonly layer_norm_eps: number;
}

/** How a Swin encoder differs from Swin's own. */
export interface SwinEncoderOptions {
  /** Whether a grid of one window is shifted, too, as transformers' backbones do. Default false. */
  readonly alwaysShift?: boolean;
}

/** torch's LayerNorm where the config's epsilon is not handed on. */
const DEFAULT_EPSILON = 1e-5;

/** Every patch of the pictures x[b, channels, height, width] as a normed vector; what does not fill a patch is filled with zeros. */
export const swinEmbeddings = block(
  (c: { readonly patch_size: Both; readonly embed_dim: number }, p: Params, pixels: Tensor): Patches => {
    const projection = p.at("patch_embeddings.projection");
    const { x, grid } = patchEmbeddings(projection, pixels, c.patch_size, c.embed_dim, { fill: true });
    return { x: layerNorm(p.at("norm"), x, DEFAULT_EPSILON), grid };
  },
);

/** What each stage gives, before its grid is halved for the next. */
export const swinEncoder = block(
  (c: SwinEncoderConfig, p: Params, patches: Patches, options: SwinEncoderOptions = {}): readonly Patches[] => {
    const stages: Patches[] = [];
    for (const [i] of c.depths.entries()) {
      const before = stages.at(-1);
      const x = before ? mergePatches(c, p.at("layers", i - 1, "downsample"), before) : patches;
      stages.push(stage(c, p.at("layers", i), x, i, options));
    }
    return stages;
  },
);

const stage = block(
  (c: SwinEncoderConfig, p: Params, { x, grid }: Patches, i: number, { alwaysShift = false }: SwinEncoderOptions) => {
    const still = windowsOf(grid, c.window_size);
    // A stage of one window is the last one: transformers runs no grid that is smaller than a window.
    const trained = i === c.depths.length - 1 ? trainedGridAtEnd(c) : undefined;
    const shift = alwaysShift ? Math.floor(c.window_size / 2) : shiftOf(grid, c.window_size, trained);
    const shifted = shift === 0 || c.depths[i]! < 2 ? still : windowsOf(grid, c.window_size, shift);
    const masks = new Map([still, shifted].map((windows) => [windows, windowMask(windows, x.type.shape[0]!)]));
    let y = x;
    for (let j = 0; j < c.depths[i]!; j++) {
      const windows = j % 2 === 0 ? still : shifted;
      y = layer(c, p.at("blocks", j), y, c.num_heads[i]!, windows, masks.get(windows));
    }
    return { x: y, grid };
  },
);

/** The grid of the config's pictures at the last stage; each stage has half as many places along an axis as the one before, rounded up. */
function trainedGridAtEnd({ image_size, patch_size, depths }: SwinEncoderConfig): Grid {
  const [[h, w], [ph, pw]] = [bothOf(image_size), bothOf(patch_size)];
  const parts = 2 ** (depths.length - 1);
  return [partsOf(h, ph * parts), partsOf(w, pw * parts)];
}

const layer = block(
  (c: SwinEncoderConfig, p: Params, x: Tensor, heads: number, windows: Windows, mask: Tensor | undefined): Tensor => {
    const norm = (name: string, y: Tensor) => layerNorm(p.at(name), y, c.layer_norm_eps);
    const y = add(x, attention(c, p.at("attention"), norm("layernorm_before", x), heads, windows, mask));
    return add(y, feedForward(c, p, norm("layernorm_after", y)));
  },
);

const attention = block(
  (c: SwinEncoderConfig, p: Params, x: Tensor, heads: number, windows: Windows, mask: Tensor | undefined): Tensor => {
    const width = widthOf(x);
    const places = windowPartition(windows, x); // [n, s, c]
    const project = (name: string) => linear(p.at("self", name), places, width, { bias: c.qkv_bias });
    const bias = relativePositionBias(p.at("self"), windows.side, heads);
    const seen = packedAttention(
      project("query"),
      project("key"),
      project("value"),
      { query: heads },
      { mask: mask ? add(mask, bias) : bias },
    );
    return linear(p.at("output.dense"), windowReverse(windows, seen), width);
  },
);

function feedForward(c: SwinEncoderConfig, p: Params, x: Tensor): Tensor {
  const width = widthOf(x);
  const wide = linear(p.at("intermediate.dense"), x, Math.trunc(c.mlp_ratio * width));
  return linear(p.at("output.dense"), activation(c.hidden_act, p.at("intermediate.intermediate_act_fn"), wide), width);
}

/** What is added to each head's scores by how far key and query are apart in a window of side x side: [1, heads, s, s]. */
export const relativePositionBias = (p: Params, side: number, heads: number): Tensor =>
  scoped(p.path, () => {
    const distances = 2 * side - 1;
    const table = p.get("relative_position_bias_table", [distances ** 2, heads]);
    const byRow = gather(reshape(table, [distances, distances, heads]), distancesOf(side), 0); // [side, side, distance, heads]
    const byBoth = gather(byRow, distancesOf(side), 2); // [row, row of key, column, column of key, heads]
    return reshape(transpose(byBoth, [4, 0, 2, 1, 3]), [1, heads, side ** 2, side ** 2]);
  });

/** Query - key along an axis, from 0 for the most negative one on: [side, side]. */
const distancesOf = (side: number): Tensor =>
  constant({
    dtype: "int64",
    shape: [side, side],
    data: BigInt64Array.from({ length: side ** 2 }, (_, i) => BigInt(Math.floor(i / side) - (i % side) + side - 1)),
  });

/** Four neighbours become one place of twice the channels: [b, h*w, c] -> [b, ceil(h/2)*ceil(w/2), 2*c]. */
export const mergePatches = block((_c: object, p: Params, { x, grid }: Patches): Patches => {
  const [b, , c] = x.type.shape as readonly [Dim, Dim, number];
  const half: Grid = [partsOf(grid[0], 2), partsOf(grid[1], 2)];
  const [h, w] = half.map((length) => multiplyDims(2, length)) as [Dim, Dim];
  // The neighbours of a place come column by column.
  const [rows, columns] = [reshape(range(0, h), [half[0], 1, 1, 2]), reshape(range(0, w), [1, half[1], 2, 1])];
  const places = placesAt(rows, columns, grid, h !== grid[0] || w !== grid[1]);
  const fours = reshape(vectorsAt(places, x), [b, multiplyDims(...half), 4 * c]);
  const y = layerNorm(p.at("norm"), fours, DEFAULT_EPSILON);
  return { x: linear(p.at("reduction"), y, 2 * c, { bias: false }), grid: half };
});
