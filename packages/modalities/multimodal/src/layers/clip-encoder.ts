import { type Activation, activation, block, layerNorm, linear, type Params } from "@transonnx/core";
import { add, packedAttention, type Tensor } from "@transonnx/graph";

// The encoder of CLIP (https://arxiv.org/abs/2103.00020), as in transformers' modeling_clip.py: its texts and its pictures have the
// same, and SigLIP's, parameter names included.
// Shapes: b batch, t tokens or patches, h hidden.

/** The fields that shape the encoder. */
export interface ClipEncoderConfig {
  readonly hidden_size: number;
  readonly num_hidden_layers: number;
  readonly num_attention_heads: number;
  readonly intermediate_size: number;
  readonly hidden_act: Activation;
  readonly layer_norm_eps: number;
}

/** x[b, t, h] through the layers at `p.layers`; `bias`[b, 1, t, t] is added to all scores. */
export const clipEncoder = block((c: ClipEncoderConfig, p: Params, x: Tensor, bias?: Tensor): Tensor => {
  let y = x;
  for (let i = 0; i < c.num_hidden_layers; i++) y = layer(c, p.at("layers", i), y, bias);
  return y;
});

const layer = block((c: ClipEncoderConfig, p: Params, x: Tensor, bias?: Tensor): Tensor => {
  const norm = (name: string, y: Tensor) => layerNorm(p.at(name), y, c.layer_norm_eps);
  const y = add(x, selfAttention(c, p.at("self_attn"), norm("layer_norm1", x), bias));
  return add(y, clipFeedForward(c, p.at("mlp"), norm("layer_norm2", y)));
});

const selfAttention = block((c: ClipEncoderConfig, p: Params, x: Tensor, bias?: Tensor): Tensor => {
  const [q, k, v] = ["q_proj", "k_proj", "v_proj"].map((name) => linear(p.at(name), x, c.hidden_size));
  const seen = packedAttention(q!, k!, v!, { query: c.num_attention_heads }, { mask: bias });
  return linear(p.at("out_proj"), seen, c.hidden_size);
});

/** Two linear layers with an activation between, `fc1` and `fc2` at `p`. */
export const clipFeedForward = block((c: ClipEncoderConfig, p: Params, x: Tensor): Tensor => {
  const wide = activation(c.hidden_act, p.at("activation_fn"), linear(p.at("fc1"), x, c.intermediate_size));
  return linear(p.at("fc2"), wide, c.hidden_size);
});
