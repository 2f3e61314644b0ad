import { block, type Cache, embedding, type Params, rmsNorm, type Tensors } from "@transonnx/core";
import { add, type Tensor } from "@transonnx/graph";
import {
  type AttentionContext,
  causalBias,
  gatedFeedForward,
  headNorm,
  positionIds,
  rotaryAttention,
  rotaryTables,
  sparseExperts,
  vocabularyLogits,
} from "@transonnx/text";
import type { Qwen3MoeConfig } from "./config.ts";

// Qwen3-MoE (https://arxiv.org/abs/2505.09388), as in transformers 4.57's modeling_qwen3_moe.py.
// Shapes: b batch, s new tokens, t past and new tokens, h hidden.

/** One vector a token, [b, s, h]. */
export function qwen3Moe(c: Qwen3MoeConfig, p: Params, inputs: Tensors, cache: Cache): Tensor {
  const { input_ids: ids, attention_mask: mask } = inputs;
  const bias = causalBias({ queries: ids!.type.shape[1]!, past: cache.length, mask, window: c.sliding_window });
  const tables = rotaryTables(c, positionIds(inputs, cache));
  let x = embedding(p.at("embed_tokens"), ids!, c.vocab_size, c.hidden_size);
  for (let index = 0; index < c.num_hidden_layers; index++)
    x = layer(c, p.at("layers", index), x, { index, cache, bias, tables });
  return rmsNorm(p.at("norm"), x, c.rms_norm_eps);
}

const layer = block((c: Qwen3MoeConfig, p: Params, x: Tensor, context: AttentionContext): Tensor => {
  const norm = (name: string, y: Tensor) => rmsNorm(p.at(name), y, c.rms_norm_eps);
  const feedForward = hasExperts(c, context.index) ? sparseExperts : gatedFeedForward;
  const seen = rotaryAttention(c, p.at("self_attn"), norm("input_layernorm", x), context, {
    bias: c.attention_bias,
    norm: (q, y, heads) => headNorm(q, y, heads, c.rms_norm_eps),
    window: c.sliding_window ?? undefined,
  });
  const y = add(x, seen);
  return add(y, feedForward(c, p.at("mlp"), norm("post_attention_layernorm", y)));
});

const hasExperts = (c: Qwen3MoeConfig, layer: number): boolean =>
  c.num_experts > 0 && (layer + 1) % c.decoder_sparse_step === 0 && !c.mlp_only_layers.includes(layer);

/** Scores of every word, [b, s, v]. */
export const logits = (c: Qwen3MoeConfig, p: Params, x: Tensor, base: Params): Tensor =>
  vocabularyLogits(c, x, { words: base.at("embed_tokens"), own: p.at("lm_head") });
