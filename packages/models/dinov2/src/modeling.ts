import { activation, block, layerNorm, linear, type Params, type Tensors } from "@transonnx/core";
import { add, mul, sigmoid, split, type Tensor } from "@transonnx/graph";
import { resizedGrid, vitAttention, vitEmbeddings } from "@transonnx/vision";
import type { Dinov2Config } from "./config.ts";

// DINOv2 (https://arxiv.org/abs/2304.07193), as in transformers 4.57's modeling_dinov2.py.
// Shapes: b batch, t tokens (the class and n patches), h hidden.

/** One vector for the class and one a patch, [b, 1 + n, h]. */
export function dinov2(c: Dinov2Config, p: Params, { pixel_values }: Tensors): Tensor {
  const trained = resizedGrid(c.image_size, c.patch_size);
  let { x } = vitEmbeddings(c, p.at("embeddings"), pixel_values!, { trained });
  for (let i = 0; i < c.num_hidden_layers; i++) x = layer(c, p.at("encoder.layer", i), x);
  return layerNorm(p.at("layernorm"), x, c.layer_norm_eps);
}

const layer = block((c: Dinov2Config, p: Params, x: Tensor): Tensor => {
  const norm = (name: string, y: Tensor) => layerNorm(p.at(name), y, c.layer_norm_eps);
  const scaled = (name: string, y: Tensor) => mul(y, p.get(`${name}.lambda1`, [c.hidden_size]));
  const feedForward = c.use_swiglu_ffn ? swiglu : mlp;
  const y = add(scaled("layer_scale1", vitAttention(c, p.at("attention"), norm("norm1", x))), x);
  return add(scaled("layer_scale2", feedForward(c, p.at("mlp"), norm("norm2", y))), y);
});

const mlp = block((c: Dinov2Config, p: Params, x: Tensor): Tensor => {
  const wide = linear(p.at("fc1"), x, innerWidth(c));
  return linear(p.at("fc2"), activation(c.hidden_act, p.at("activation"), wide), c.hidden_size);
});

/** https://arxiv.org/abs/2002.05202, with two thirds of the width, rounded up to a multiple of 8. */
const swiglu = block((c: Dinov2Config, p: Params, x: Tensor): Tensor => {
  const width = Math.floor((Math.trunc((innerWidth(c) * 2) / 3) + 7) / 8) * 8;
  const [gates, values] = split(linear(p.at("weights_in"), x, 2 * width), 2, [width, width]);
  return linear(p.at("weights_out"), mul(mul(gates!, sigmoid(gates!)), values!), c.hidden_size);
});

const innerWidth = (c: Dinov2Config): number => Math.trunc(c.hidden_size * c.mlp_ratio);
