import { layerNorm, type Params, type Tensors } from "@transonnx/core";
import { type Patches, swinEmbeddings, swinEncoder } from "@transonnx/vision";
import type { DonutSwinConfig, SwinConfig } from "./config.ts";

// Swin (https://arxiv.org/abs/2103.14030), as in transformers 4.57's modeling_swin.py and modeling_donut_swin.py.

/** The places of the last stage, [b, n, c], and how they lie. */
export const donutSwin = (c: DonutSwinConfig, p: Params, { pixel_values }: Tensors): Patches =>
  swinEncoder(c, p.at("encoder"), swinEmbeddings(c, p.at("embeddings"), pixel_values!)).at(-1)!;

/** The same with a norm at the end. */
export function swin(c: SwinConfig, p: Params, inputs: Tensors): Patches {
  const { x, grid } = donutSwin(c, p, inputs);
  return { x: layerNorm(p.at("layernorm"), x, c.layer_norm_eps), grid };
}
