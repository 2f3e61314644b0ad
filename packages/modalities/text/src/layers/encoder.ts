import { type Activation, activation, block, layerNorm, linear, type Params } from "@transonnx/core";
import { add, attention, type Dim, mul, packedAttention, reshape, type Tensor, transpose } from "@transonnx/graph";
import { type PositionEmbeddingType, relativeKeyScores } from "./relative-key.ts";

// The encoder of BERT (https://arxiv.org/abs/1810.04805), as in transformers' modeling_bert.py; RoBERTa, ELECTRA and
// their descendants have the same, parameter names included.
// Shapes: b batch, t tokens, h hidden, n heads, d head size.

/** The fields that shape the encoder. */
export interface EncoderConfig {
  readonly hidden_size: number;
  readonly num_hidden_layers: number;
  readonly num_attention_heads: number;
  readonly intermediate_size: number;
  readonly hidden_act: Activation;
  readonly layer_norm_eps: number;
  readonly max_position_embeddings: number;
  readonly position_embedding_type: PositionEmbeddingType;
}

/** x[b, t, h] through all layers; bias[b, 1, t, t] is added to the attention scores. */
export function encoder(c: EncoderConfig, p: Params, x: Tensor, bias: Tensor): Tensor {
  let y = x;
  for (let i = 0; i < c.num_hidden_layers; i++) y = layer(c, p.at("layer", i), y, bias);
  return y;
}

const layer = block((c: EncoderConfig, p: Params, x: Tensor, bias: Tensor): Tensor => {
  const seen = selfAttention(c, p.at("attention.self"), x, bias);
  const y = addNorm(c, p.at("attention.output"), x, seen);
  const wide = linear(p.at("intermediate.dense"), y, c.intermediate_size);
  return addNorm(c, p.at("output"), y, activation(c.hidden_act, p.at("intermediate.intermediate_act_fn"), wide));
});

const selfAttention = block((c: EncoderConfig, p: Params, x: Tensor, bias: Tensor): Tensor => {
  const [query, key, value] = ["query", "key", "value"].map((name) => linear(p.at(name), x, c.hidden_size));
  const n = c.num_attention_heads;
  if (c.position_embedding_type === "absolute")
    return packedAttention(query!, key!, value!, { query: n }, { mask: bias });

  const [b, t] = x.type.shape as [Dim, Dim];
  const d = c.hidden_size / n;
  const heads = (y: Tensor) => transpose(reshape(y, [b, t, n, d]), [0, 2, 1, 3]); // [b, n, t, d]
  const [q, k] = [heads(query!), heads(key!)];
  const mask = add(mul(relativeKeyScores(c, p, q, k), d ** -0.5), bias);
  const seen = attention(q, k, heads(value!), { mask });
  return reshape(transpose(seen, [0, 2, 1, 3]), [b, t, c.hidden_size]); // [b, t, h]
});

const addNorm = block(
  (c: EncoderConfig, p: Params, x: Tensor, y: Tensor): Tensor =>
    layerNorm(p.at("LayerNorm"), add(linear(p.at("dense"), y, c.hidden_size), x), c.layer_norm_eps),
);
