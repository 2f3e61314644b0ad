import { block, layerNorm, type Params, type Tensors } from "@transonnx/core";
import { add, gather, mul, reduceMean, slice, type Tensor } from "@transonnx/graph";
import {
  type Grid,
  interpolatedPositions,
  patchEmbeddings,
  resizedGrid,
  vitAttention,
  vitFeedForward,
  withTokens,
} from "@transonnx/vision";
import type { BeitConfig } from "./config.ts";
import { pairsOf, relativeBias } from "./relative-bias.ts";

// BEiT (https://arxiv.org/abs/2106.08254), as in transformers 4.57's modeling_beit.py.
// Shapes: b batch, t tokens (the class and n patches), h hidden.

/** One vector for the class and one a patch, [b, 1 + n, h]; where patches are pooled, their mean alone is normalised. */
export function beit(c: BeitConfig, p: Params, { pixel_values }: Tensors): Tensor {
  const { x, grid } = embeddings(c, p.at("embeddings"), pixel_values!);
  const y = encoder(c, p.at("encoder"), x, grid);
  return c.use_mean_pooling ? y : layerNorm(p.at("layernorm"), y, c.layer_norm_eps);
}

/** One vector a picture, [b, h], of those of its class and patches. */
export function pooled(c: BeitConfig, p: Params, x: Tensor): Tensor {
  if (!c.use_mean_pooling) return gather(x, 0, 1);
  const mean = reduceMean(slice(x, 1, 1, x.type.shape[1]!), [1], { keepdims: false });
  return layerNorm(p.at("pooler.layernorm"), mean, c.layer_norm_eps);
}

const embeddings = block((c: BeitConfig, p: Params, pixels: Tensor) => {
  const { x, grid } = patchEmbeddings(p.at("patch_embeddings.projection"), pixels, c.patch_size, c.hidden_size);
  const y = withTokens(p, ["cls_token"], x);
  if (!c.use_absolute_position_embeddings) return { x: y, grid };
  const trained = resizedGrid(c.image_size, c.patch_size);
  const table = p.get("position_embeddings", [1, 1 + trained[0] * trained[1], c.hidden_size]);
  return { x: add(y, interpolatedPositions(table, trained, grid)), grid };
});

/** What a layer has for its own distances adds to what all layers share. */
const encoder = block((c: BeitConfig, p: Params, x: Tensor, grid: Grid): Tensor => {
  const pairs = pairsOf(grid);
  const bias = (at: Params) => relativeBias(c, at.at("relative_position_bias"), grid, pairs);
  const shared = c.use_shared_relative_position_bias ? bias(p) : undefined;
  let y = x;
  for (let i = 0; i < c.num_hidden_layers; i++) {
    const own = c.use_relative_position_bias ? bias(p.at("layer", i, "attention.attention")) : undefined;
    y = layer(c, p.at("layer", i), y, own && shared ? add(own, shared) : (own ?? shared));
  }
  return y;
});

const layer = block((c: BeitConfig, p: Params, x: Tensor, scoreBias: Tensor | undefined): Tensor => {
  const norm = (name: string, y: Tensor) => layerNorm(p.at(name), y, c.layer_norm_eps);
  const scaled = (name: string, y: Tensor) => (c.layer_scale_init_value > 0 ? mul(p.get(name, [c.hidden_size]), y) : y);
  const seen = vitAttention({ ...c, qkv_bias: true }, p.at("attention"), norm("layernorm_before", x), {
    keyBias: false,
    scoreBias,
  });
  const y = add(scaled("lambda_1", seen), x);
  return add(scaled("lambda_2", vitFeedForward(c, p, norm("layernorm_after", y))), y);
});
