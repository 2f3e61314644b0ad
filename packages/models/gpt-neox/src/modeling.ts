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
import { add, reshape, split, type Tensor } from "@transonnx/graph";
import {
  type AttentionContext,
  causalBias,
  positionIds,
  rotaryTables,
  rotate,
  vocabularyLogits,
} from "@transonnx/text";
import type { GPTNeoXConfig } from "./config.ts";

// GPT-NeoX (https://arxiv.org/abs/2204.06745), as in transformers 4.57's modeling_gpt_neox.py.
// Shapes: b batch, s new tokens, t past and new tokens, h hidden, n heads of d entries.

/** One vector a token, [b, s, h]. */
export function gptNeox(c: GPTNeoXConfig, p: Params, inputs: Tensors, cache: Cache): Tensor {
  const { input_ids: ids, attention_mask: mask } = inputs;
  const bias = causalBias({ queries: ids!.type.shape[1]!, past: cache.length, mask });
  const tables = rotaryTables(c, positionIds(inputs, cache));
  let x = embedding(p.at("embed_in"), ids!, c.vocab_size, c.hidden_size);
  for (let index = 0; index < c.num_hidden_layers; index++)
    x = layer(c, p.at("layers", index), x, { index, cache, bias, tables });
  return layerNorm(p.at("final_layer_norm"), x, c.layer_norm_eps);
}

const layer = block((c: GPTNeoXConfig, p: Params, x: Tensor, context: AttentionContext): Tensor => {
  const norm = (name: string, y: Tensor) => layerNorm(p.at(name), y, c.layer_norm_eps);
  const seen = attention(c, p.at("attention"), norm("input_layernorm", x), context);
  const mlp = (y: Tensor) => feedForward(c, p.at("mlp"), norm("post_attention_layernorm", y));
  if (c.use_parallel_residual) return add(add(mlp(x), seen), x);
  const y = add(seen, x);
  return add(mlp(y), y);
});

const attention = block(
  (c: GPTNeoXConfig, p: Params, x: Tensor, { index, cache, bias: mask, tables }: AttentionContext): Tensor => {
    const { hidden_size: h, num_attention_heads: n, head_dim: d, attention_bias: bias } = c;
    const [b, s] = x.type.shape;
    const perHead = reshape(linear(p.at("query_key_value"), x, 3 * h, { bias }), [b!, s!, n, 3 * d]);
    const [q, k, v] = split(perHead, -1, [d, d, d]).map((y) => reshape(y, [b!, s!, h]));
    const placed = (y: Tensor) => rotate(y, tables!, n);
    const seen = cache.layer(index).attend(placed(q!), placed(k!), v!, { query: n }, { mask });
    return linear(p.at("dense"), seen, h, { bias });
  },
);

const feedForward = block((c: GPTNeoXConfig, p: Params, x: Tensor): Tensor => {
  const wide = linear(p.at("dense_h_to_4h"), x, c.intermediate_size);
  return linear(p.at("dense_4h_to_h"), activation(c.hidden_act, p.at("act"), wide), c.hidden_size);
});

/** Scores of every word, [b, s, v]. */
export const logits = (c: GPTNeoXConfig, p: Params, x: Tensor, base: Params): Tensor =>
  vocabularyLogits(c, x, { words: base.at("embed_in"), own: p.at("embed_out") });
