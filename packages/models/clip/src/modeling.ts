import { block, embedding, layerNorm, linear, type Params, type Tensors } from "@transonnx/core";
import {
  add,
  argMax,
  cast,
  concat,
  type Dim,
  equal,
  expand,
  gather,
  slice,
  type Tensor,
  unsqueeze,
} from "@transonnx/graph";
import { clipEncoder } from "@transonnx/multimodal";
import { causalBias, tokenAt } from "@transonnx/text";
import { interpolatedPositions, patchEmbeddings, trainedGrid } from "@transonnx/vision";
import type { CLIPConfig, CLIPTextConfig, CLIPVisionConfig } from "./config.ts";

// CLIP (https://arxiv.org/abs/2103.00020), as in transformers 4.57's modeling_clip.py.
// Shapes: b batch, t tokens, n patches, h hidden, d projection_dim.

/** One vector a text: [b, d]. */
export function textEmbeds(c: CLIPConfig, p: Params, x: Tensors): Tensor {
  const pooled = text(c.text_config, p.at("text_model"), x);
  return linear(p.at("text_projection"), pooled, c.projection_dim, { bias: false });
}

/** One vector a picture: [b, d]. */
export function imageEmbeds(c: CLIPConfig, p: Params, { pixel_values }: Tensors): Tensor {
  const model = p.at("vision_model");
  const pooled = pooledClass(c.vision_config, model, vision(c.vision_config, model, pixel_values!));
  return linear(p.at("visual_projection"), pooled, c.projection_dim, { bias: false });
}

/** The vector of the class, x[b, 1 + n, h] -> [b, h]. */
export const pooledClass = block(
  (c: CLIPVisionConfig, p: Params, x: Tensor): Tensor =>
    layerNorm(p.at("post_layernorm"), gather(x, 0, 1), c.layer_norm_eps),
);

/** The vector of each text's end, [b, h]. */
const text = block((c: CLIPTextConfig, p: Params, { input_ids, attention_mask }: Tensors): Tensor => {
  const ids = input_ids!;
  const t = ids.type.shape[1]!;
  const words = embedding(p.at("embeddings.token_embedding"), ids, c.vocab_size, c.hidden_size);
  const places = p.get("embeddings.position_embedding.weight", [c.max_position_embeddings, c.hidden_size]);
  const x = add(words, slice(places, 0, 0, t)); // [b, t, h]
  const y = clipEncoder(c, p.at("encoder"), x, causalBias({ queries: t, past: 0, mask: attention_mask! }));
  return tokenAt(endOf(c, ids), layerNorm(p.at("final_layer_norm"), y, c.layer_norm_eps));
});

/** Where a text ends, [b, 1]: at its first end token. Configs of before 2023 say 2, and then its largest id is the end. */
const endOf = (c: CLIPTextConfig, ids: Tensor): Tensor =>
  argMax(cast(c.eos_token_id === 2 ? ids : equal(ids, c.eos_token_id), "int32"), 1);

/** One vector for the class and one a patch, [b, 1 + n, h]. */
export const vision = block((c: CLIPVisionConfig, p: Params, pixels: Tensor): Tensor => {
  const x = layerNorm(p.at("pre_layrnorm"), pictureEmbeddings(c, p.at("embeddings"), pixels), c.layer_norm_eps);
  return clipEncoder(c, p.at("encoder"), x);
});

const pictureEmbeddings = block((c: CLIPVisionConfig, p: Params, pixels: Tensor): Tensor => {
  const { x, grid } = patchEmbeddings(p.at("patch_embedding"), pixels, c.patch_size, c.hidden_size, { bias: false });
  const [b, , h] = x.type.shape as readonly [Dim, Dim, number];
  const cls = expand(p.get("class_embedding", [h]), [b, 1, h]);
  const trained = trainedGrid(c.image_size, c.patch_size);
  const table = unsqueeze(p.get("position_embedding.weight", [1 + trained[0] * trained[1], h]), 0);
  return add(concat([cls, x], 1), interpolatedPositions(table, trained, grid));
});
