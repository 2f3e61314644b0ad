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
import { add, addDims, cast, clip, type Dim, range, size, split, sub, type Tensor, unsqueeze } from "@transonnx/graph";
import { type AttentionContext, alibiBias, causalBias, vocabularyLogits } from "@transonnx/text";
import type { MptConfig } from "./config.ts";

// MPT (https://www.databricks.com/blog/mpt-7b), as in transformers 4.57's modeling_mpt.py.
// Shapes: b batch, s new tokens, t past and new tokens, n heads, h hidden.

/** One vector a token, [b, s, h]. */
export function mpt(c: MptConfig, p: Params, { input_ids: ids, attention_mask: mask }: Tensors, cache: Cache): Tensor {
  const s = ids!.type.shape[1]!;
  const causal = causalBias({ queries: s, past: cache.length, mask });
  const bias = add(causal, alibiBias(c.n_heads, placesToEnd(addDims(cache.length, s)))); // [b, n, s, t]
  let x = embedding(p.at("wte"), ids!, c.vocab_size, c.d_model);
  for (let index = 0; index < c.n_layers; index++) x = layer(c, p.at("blocks", index), x, { index, cache, bias });
  return norm(c, p.at("norm_f"), x);
}

/** How far each key is from the last one, padding or not: 1 - t … 0, [1, t]. */
function placesToEnd(t: Dim): Tensor {
  const last = cast(sub(size(t), 1), "float32");
  return unsqueeze(sub(cast(range(0, t), "float32"), last), 0);
}

const norm = (c: MptConfig, p: Params, x: Tensor): Tensor => layerNorm(p, x, c.layer_norm_epsilon, { bias: false });

const layer = block((c: MptConfig, p: Params, x: Tensor, context: AttentionContext): Tensor => {
  const y = add(attention(c, p.at("attn"), norm(c, p.at("norm_1"), x), context), x);
  return add(feedForward(c, p.at("ffn"), norm(c, p.at("norm_2"), y)), y);
});

const attention = block(
  (c: MptConfig, p: Params, x: Tensor, { index, cache, bias: mask }: AttentionContext): Tensor => {
    const h = c.d_model;
    const { clip_qkv: bound, softmax_scale } = c.attn_config;
    const fused = linear(p.at("Wqkv"), x, 3 * h, { bias: false });
    const [q, k, v] = split(bound ? clip(fused, { min: -bound, max: bound }) : fused, -1, [h, h, h]);
    const scale = softmax_scale ?? undefined;
    const seen = cache.layer(index).attend(q!, k!, v!, { query: c.n_heads }, { mask, scale });
    return linear(p.at("out_proj"), seen, h, { bias: false });
  },
);

const feedForward = block((c: MptConfig, p: Params, x: Tensor): Tensor => {
  const wide = activation("gelu", p.at("act"), linear(p.at("up_proj"), x, 4 * c.d_model, { bias: false }));
  return linear(p.at("down_proj"), wide, c.d_model, { bias: false });
});

/** Scores of every word, [b, s, v]. */
export const logits = (c: MptConfig, p: Params, x: Tensor, base: Params): Tensor =>
  vocabularyLogits(c, x, { words: base.at("wte"), own: p.at("lm_head") });
