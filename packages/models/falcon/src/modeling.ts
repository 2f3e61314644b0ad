import {
  activation,
  block,
  type Cache,
  embedding,
  layerNorm,
  linear,
  type Params,
  type Tensors,
} from "@transonnx/core";
import { add, type Dim, expand, mul, reshape, split, type Tensor } from "@transonnx/graph";
import {
  type AttentionContext,
  alibiBias,
  causalBias,
  placesInMask,
  positionIds,
  rotaryTables,
  rotate,
  vocabularyLogits,
} from "@transonnx/text";
import type { FalconConfig } from "./config.ts";

// Falcon (https://arxiv.org/abs/2311.16867), as in transformers 4.57's modeling_falcon.py.
// Shapes: b batch, s new tokens, t past and new tokens, n query heads, m key heads, d head size, h hidden.

/** One vector a token, [b, s, h]. */
export function falcon(c: FalconConfig, p: Params, inputs: Tensors, cache: Cache): Tensor {
  const { input_ids: ids, attention_mask: mask } = inputs;
  const causal = causalBias({ queries: ids!.type.shape[1]!, past: cache.length, mask });
  const places = c.alibi
    ? { bias: add(causal, alibi(c, mask!)) }
    : { bias: causal, tables: rotaryTables(c, positionIds(inputs, cache)) };
  let x = embedding(p.at("word_embeddings"), ids!, c.vocab_size, c.hidden_size);
  for (let index = 0; index < c.num_hidden_layers; index++)
    x = layer(c, p.at("h", index), x, { index, cache, ...places });
  return layerNorm(p.at("ln_f"), x, c.layer_norm_epsilon);
}

/**
 * What ALiBi adds to the scaled scores, [b, n, 1, t]: twice, as transformers' eager attention has it, with the scores and
 * with the mask. Its attention "sdpa" adds it once.
 */
const alibi = (c: FalconConfig, mask: Tensor): Tensor =>
  mul(alibiBias(c.num_attention_heads, placesInMask(mask), { float32Base: true }), 2 * c.head_dim ** -0.5);

const layer = block((c: FalconConfig, p: Params, x: Tensor, context: AttentionContext): Tensor => {
  const norm = (name: string, y: Tensor) => layerNorm(p.at(name), y, c.layer_norm_epsilon);
  const attend = (y: Tensor) => attention(c, p.at("self_attention"), y, context);
  const feed = (y: Tensor) => feedForward(c, p.at("mlp"), y);
  if (!c.parallel_attn) {
    const y = add(x, attend(norm("input_layernorm", x)));
    return add(y, feed(norm("post_attention_layernorm", y)));
  }
  if (c.num_ln_in_parallel_attn === 2) return add(add(feed(norm("ln_mlp", x)), attend(norm("ln_attn", x))), x);
  const y = norm("input_layernorm", x);
  return add(add(feed(y), attend(y)), x);
});

const attention = block((c: FalconConfig, p: Params, x: Tensor, context: AttentionContext): Tensor => {
  const { index, cache, bias: mask, tables } = context;
  const { num_attention_heads: n, num_key_value_heads: kept, head_dim: d } = c;
  const [b, s, h] = x.type.shape as readonly [Dim, Dim, number];
  const m = c.new_decoder_architecture ? c.num_kv_heads : kept;
  const fused = linear(p.at("query_key_value"), x, h + 2 * m * d, { bias: c.bias });
  // Each key head lies behind its group of query heads.
  const heads = split(reshape(fused, [b, s, m, n / m + 2, d]), 3, [n / m, 1, 1]);
  const [q, k, v] = [n, m, m].map((count, i) => reshape(heads[i]!, [b, s, count * d]));
  const placed = (y: Tensor, count: number) => (tables ? rotate(y, tables, count) : y);
  const repeated = (y: Tensor) =>
    m === kept ? y : reshape(expand(reshape(y, [b, s, m, 1, d]), [b, s, m, kept / m, d]), [b, s, kept * d]);
  const counts = { query: n, keyValue: kept };
  const seen = cache.layer(index).attend(placed(q!, n), repeated(placed(k!, m)), repeated(v!), counts, { mask });
  return linear(p.at("dense"), seen, h, { bias: c.bias });
});

const feedForward = block((c: FalconConfig, p: Params, x: Tensor): Tensor => {
  const wide = linear(p.at("dense_h_to_4h"), x, c.ffn_hidden_size, { bias: c.bias });
  return linear(p.at("dense_4h_to_h"), activation(c.activation, p.at("act"), wide), c.hidden_size, { bias: c.bias });
});

/** Scores of every word, [b, s, v]. */
export const logits = (c: FalconConfig, p: Params, x: Tensor, base: Params): Tensor =>
  vocabularyLogits(c, x, { words: base.at("word_embeddings"), own: p.at("lm_head") });
