import { block, linear, type Params } from "@transonnx/core";
import { add, attention, type Dim, mul, packedAttention, reshape, type Tensor, transpose } from "@transonnx/graph";
import { keyBias, paddingBias } from "./padding-mask.ts";
import { type PositionEmbeddingType, relativeKeyScores } from "./relative-key.ts";

/** The fields of a config that decide self-attention. */
export interface SelfAttentionConfig {
  readonly hidden_size: number;
  readonly num_attention_heads: number;
  readonly max_position_embeddings: number;
  readonly position_embedding_type: PositionEmbeddingType;
}

/** attention_mask[b, t] -> what `selfAttention` adds to its scores: the same for all layers. */
export const attentionBias = (c: SelfAttentionConfig, mask: Tensor): Tensor =>
  c.position_embedding_type === "absolute" ? paddingBias(mask) : keyBias(mask);

/** How self-attention differs from BERT's. */
export interface SelfAttentionOptions {
  /** What scores by distance are multiplied by. Default: what the products that they are added to are, 1/sqrt(d). */
  readonly relativeScale?: number;
}

/** BERT's attention, `query`, `key` and `value` at `p`: x[b, t, h] -> [b, t, h]. */
export const selfAttention = block(
  (
    c: SelfAttentionConfig,
    p: Params,
    x: Tensor,
    bias: Tensor,
    { relativeScale }: SelfAttentionOptions = {},
  ): Tensor => {
    const [query, key, value] = ["query", "key", "value"].map((name) => linear(p.at(name), x, c.hidden_size));
    const n = c.num_attention_heads;
    if (c.position_embedding_type === "absolute")
      return packedAttention(query!, key!, value!, { query: n }, { mask: bias });

    const [b, t] = x.type.shape as [Dim, Dim];
    const d = c.hidden_size / n;
    const heads = (y: Tensor) => transpose(reshape(y, [b, t, n, d]), [0, 2, 1, 3]); // [b, n, t, d]
    const [q, k] = [heads(query!), heads(key!)];
    const byDistance = mul(relativeKeyScores(c, p, q, k), relativeScale ?? d ** -0.5);
    const seen = attention(q, k, heads(value!), { mask: add(byDistance, bias) });
    return reshape(transpose(seen, [0, 2, 1, 3]), [b, t, c.hidden_size]); // [b, t, h]
  },
);
