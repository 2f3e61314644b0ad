import { block, layerNorm, type Params, type Tensors } from "@transonnx/core";
import { add, type Tensor } from "@transonnx/graph";
import {
  type Grid,
  interpolatedPositions,
  patchEmbeddings,
  trainedGrid,
  vitEncoder,
  withTokens,
} from "@transonnx/vision";
import type { ViTConfig } from "./config.ts";

// ViT (https://arxiv.org/abs/2010.11929), as in transformers 4.57's modeling_vit.py.
// Shapes: b batch, n patches, h hidden.

/** One vector for the class and one a patch, [b, 1 + n, h], and how the patches lie. */
export function vit(c: ViTConfig, p: Params, { pixel_values }: Tensors): { readonly x: Tensor; readonly grid: Grid } {
  const { x, grid } = embeddings(c, p.at("embeddings"), pixel_values!);
  return { x: layerNorm(p.at("layernorm"), vitEncoder(c, p.at("encoder"), x), c.layer_norm_eps), grid };
}

const embeddings = block((c: ViTConfig, p: Params, pixels: Tensor) => {
  const { x, grid } = patchEmbeddings(p.at("patch_embeddings.projection"), pixels, c.patch_size, c.hidden_size);
  const trained = trainedGrid(c.image_size, c.patch_size);
  const table = p.get("position_embeddings", [1, 1 + trained[0] * trained[1], c.hidden_size]);
  return { x: add(withTokens(p, ["cls_token"], x), interpolatedPositions(table, trained, grid)), grid };
});
