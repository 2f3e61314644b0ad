import { affine, block, embedding, layerNorm, linear, type Params } from "@transonnx/core";
import { add, type Dim, expand, gather, packedAttention, slice, split, type Tensor, unsqueeze } from "@transonnx/graph";
import { clipEncoder, clipFeedForward } from "@transonnx/multimodal";
import { interpolatedPositions, patchEmbeddings, trainedGrid } from "@transonnx/vision";
import type { SiglipTextConfig, SiglipVisionConfig } from "./config.ts";

// SigLIP (https://arxiv.org/abs/2303.15343), as in transformers 4.57's modeling_siglip.py.
// Shapes: b batch, t tokens, n patches, h hidden.

/** One vector a text, that of its last token, padding or not: ids[b, t] -> [b, projection]. */
export const text = block((c: SiglipTextConfig, p: Params, ids: Tensor): Tensor => {
  const words = embedding(p.at("embeddings.token_embedding"), ids, c.vocab_size, c.hidden_size);
  const places = p.get("embeddings.position_embedding.weight", [c.max_position_embeddings, c.hidden_size]);
  const x = add(words, slice(places, 0, 0, ids.type.shape[1]!)); // [b, t, h]
  const y = layerNorm(p.at("final_layer_norm"), clipEncoder(c, p.at("encoder"), x), c.layer_norm_eps);
  return linear(p.at("head"), gather(y, -1, 1), c.projection_size);
});

/** One vector a patch, [b, n, h]. */
export const vision = block((c: SiglipVisionConfig, p: Params, pixels: Tensor): Tensor => {
  const x = pictureEmbeddings(c, p.at("embeddings"), pixels);
  return layerNorm(p.at("post_layernorm"), clipEncoder(c, p.at("encoder"), x), c.layer_norm_eps);
});

const pictureEmbeddings = block((c: SiglipVisionConfig, p: Params, pixels: Tensor): Tensor => {
  const { x, grid } = patchEmbeddings(p.at("patch_embedding"), pixels, c.patch_size, c.hidden_size);
  const trained = trainedGrid(c.image_size, c.patch_size);
  const table = unsqueeze(p.get("position_embedding.weight", [trained[0] * trained[1], c.hidden_size]), 0);
  return add(x, interpolatedPositions(table, trained, grid, { prefix: 0 }));
});

/** One vector a picture: what a learned question finds in its patches, x[b, n, h] -> [b, h]. */
export const poolingHead = block((c: SiglipVisionConfig, p: Params, x: Tensor): Tensor => {
  const found = probed(c, p.at("attention"), p.get("probe", [1, 1, c.hidden_size]), x); // [b, 1, h]
  const y = add(found, clipFeedForward(c, p.at("mlp"), layerNorm(p.at("layernorm"), found, c.layer_norm_eps)));
  return gather(y, 0, 1);
});

/** PyTorch's MultiheadAttention of probe[1, 1, h] to x[b, n, h], which holds the projections of q, k and v in one: [b, 1, h]. */
const probed = block((c: SiglipVisionConfig, p: Params, probe: Tensor, x: Tensor): Tensor => {
  const h = c.hidden_size;
  const b = x.type.shape[0] as Dim;
  const [forQuery, forMemory] = split(p.get("in_proj_weight", [3 * h, h]), 0, [h, 2 * h]);
  const [ofQuery, ofMemory] = split(p.get("in_proj_bias", [3 * h]), 0, [h, 2 * h]);
  const q = expand(affine(probe, forQuery!, ofQuery), [b, 1, h]);
  const [k, v] = split(affine(x, forMemory!, ofMemory), -1, [h, h]);
  return linear(p.at("out_proj"), packedAttention(q, k!, v!, { query: c.num_attention_heads }), h);
});
