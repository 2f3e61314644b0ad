import { type Activation, activation, block, layerNorm, linear, type Params } from "@transonnx/core";
import { add, packedAttention, type Tensor } from "@transonnx/graph";

// The encoder of ViT (https://arxiv.org/abs/2010.11929), as in transformers' modeling_vit.py; DeiT, YOLOS, AST and their
// descendants have the same, parameter names included.
// Shapes: b batch, t tokens, h hidden.

/** The fields that shape the encoder. */
export interface VitEncoderConfig {
  readonly hidden_size: number;
  readonly num_hidden_layers: number;
  readonly num_attention_heads: number;
  readonly intermediate_size: number;
  readonly hidden_act: Activation;
  readonly layer_norm_eps: number;
  readonly qkv_bias: boolean;
}

/** x[b, t, h] through the layers at `p.layer`. */
export const vitEncoder = block((c: VitEncoderConfig, p: Params, x: Tensor): Tensor => {
  let y = x;
  for (let i = 0; i < c.num_hidden_layers; i++) y = vitLayer(c, p.at("layer", i), y);
  return y;
});

/** Attention and feed-forward, each normalised before and added to what it is made of: x[b, t, h] -> [b, t, h]. */
export const vitLayer = block((c: VitEncoderConfig, p: Params, x: Tensor): Tensor => {
  const norm = (name: string, y: Tensor) => layerNorm(p.at(name), y, c.layer_norm_eps);
  const y = add(vitAttention(c, p.at("attention"), norm("layernorm_before", x)), x);
  return add(vitFeedForward(c, p, norm("layernorm_after", y)), y);
});

/** The fields that shape attention. */
export type VitAttentionConfig = Pick<VitEncoderConfig, "hidden_size" | "num_attention_heads" | "qkv_bias">;

/** How a ViT's attention differs from ViT's own. */
export interface VitAttentionOptions {
  /** Whether keys have a bias. Default: as queries and values. */
  readonly keyBias?: boolean;
  /** What is added to the scores; broadcasts to [b, heads, t, t]. Default nothing. */
  readonly scoreBias?: Tensor | undefined;
}

/** Attention of every token to every token, through the projections at `p.attention` and `p.output`: x[b, t, h] -> [b, t, h]. */
export const vitAttention = block(
  (
    c: VitAttentionConfig,
    p: Params,
    x: Tensor,
    { keyBias = c.qkv_bias, scoreBias }: VitAttentionOptions = {},
  ): Tensor => {
    const project = (name: string, bias: boolean) => linear(p.at("attention", name), x, c.hidden_size, { bias });
    const seen = packedAttention(
      project("query", c.qkv_bias),
      project("key", keyBias),
      project("value", c.qkv_bias),
      { query: c.num_attention_heads },
      { mask: scoreBias },
    );
    return linear(p.at("output.dense"), seen, c.hidden_size);
  },
);

/** The fields that shape the feed-forward layers. */
export type VitFeedForwardConfig = Pick<VitEncoderConfig, "hidden_size" | "intermediate_size" | "hidden_act">;

/** The layers at `p.intermediate` and `p.output`: x[b, t, h] -> [b, t, h]. */
export function vitFeedForward(c: VitFeedForwardConfig, p: Params, x: Tensor): Tensor {
  const wide = linear(p.at("intermediate.dense"), x, c.intermediate_size);
  return linear(
    p.at("output.dense"),
    activation(c.hidden_act, p.at("intermediate.intermediate_act_fn"), wide),
    c.hidden_size,
  );
}
