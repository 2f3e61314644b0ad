import { layerNorm, type Params, type Tensors } from "@transonnx/core";
import { type Patches, vitEmbeddings, vitEncoder } from "@transonnx/vision";
import type { ViTConfig } from "./config.ts";

// ViT (https://arxiv.org/abs/2010.11929), as in transformers 4.57's modeling_vit.py.
// Shapes: b batch, n patches, h hidden.

/** One vector for the class and one a patch, [b, 1 + n, h], and how the patches lie. */
export function vit(c: ViTConfig, p: Params, { pixel_values }: Tensors): Patches {
  const { x, grid } = vitEmbeddings(c, p.at("embeddings"), pixel_values!);
  return { x: layerNorm(p.at("layernorm"), vitEncoder(c, p.at("encoder"), x), c.layer_norm_eps), grid };
}
