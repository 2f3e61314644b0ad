import { block, type Cache, embedding, layerNorm, linear, type Params, type Tensors } from "@transonnx/core";
import { add, type Dim, gelu, reshape, split, type Tensor } from "@transonnx/graph";
import { type AttentionContext, alibiBias, causalBias, placesInMask, vocabularyLogits } from "@transonnx/text";
import type { BloomConfig } from "./config.ts";

// BLOOM (https://arxiv.org/abs/2211.05100), as in transformers 4.57's modeling_bloom.py.
// Shapes: b batch, s new tokens, t past and new tokens, n heads, d head size, h hidden.

/** One vector a token, [b, s, h]. */
export function bloom(
  c: BloomConfig,
  p: Params,
  { input_ids: ids, attention_mask: mask }: Tensors,
  cache: Cache,
): Tensor {
  const causal = causalBias({ queries: ids!.type.shape[1]!, past: cache.length, mask });
  const bias = add(causal, alibiBias(c.n_head, placesInMask(mask!), { float32Base: true })); // [b, n, s, t]
  const words = embedding(p.at("word_embeddings"), ids!, c.vocab_size, c.hidden_size);
  let x = layerNorm(p.at("word_embeddings_layernorm"), words, c.layer_norm_epsilon);
  for (let index = 0; index < c.n_layer; index++) x = layer(c, p.at("h", index), x, { index, cache, bias });
  return layerNorm(p.at("ln_f"), x, c.layer_norm_epsilon);
}

const layer = block((c: BloomConfig, p: Params, x: Tensor, context: AttentionContext): Tensor => {
  const norm = (name: string, y: Tensor) => layerNorm(p.at(name), y, c.layer_norm_epsilon);
  const residual = (normed: Tensor, y: Tensor) => (c.apply_residual_connection_post_layernorm ? normed : y);
  const before = norm("input_layernorm", x);
  const y = add(attention(c, p.at("self_attention"), before, context), residual(before, x));
  const between = norm("post_attention_layernorm", y);
  return add(feedForward(c, p.at("mlp"), between), residual(between, y));
});

const attention = block(
  (c: BloomConfig, p: Params, x: Tensor, { index, cache, bias: mask }: AttentionContext): Tensor => {
    const [b, s, h] = x.type.shape as readonly [Dim, Dim, number];
    const fused = linear(p.at("query_key_value"), x, 3 * h); // [b, s, n*3*d]
    const heads = split(reshape(fused, [b, s, c.n_head, 3, h / c.n_head]), 3, [1, 1, 1]);
    const [q, k, v] = heads.map((y) => reshape(y, [b, s, h]));
    const seen = cache.layer(index).attend(q!, k!, v!, { query: c.n_head }, { mask });
    return linear(p.at("dense"), seen, h, { bias: outputsHaveBiases(c) });
  },
);

const feedForward = block((c: BloomConfig, p: Params, x: Tensor): Tensor => {
  const wide = gelu(linear(p.at("dense_h_to_4h"), x, 4 * c.hidden_size), "tanh");
  return linear(p.at("dense_4h_to_h"), wide, c.hidden_size, { bias: outputsHaveBiases(c) });
});

/** The exact form of transformers, which adds the slices of each device, leaves the biases of both outputs out. */
const outputsHaveBiases = (c: BloomConfig): boolean => !(c.slow_but_exact && c.pretraining_tp > 1);

/** Scores of every word, [b, s, v]. */
export const logits = (c: BloomConfig, p: Params, x: Tensor, base: Params): Tensor =>
  vocabularyLogits(c, x, { words: base.at("word_embeddings"), own: p.at("lm_head") });
