import { block, type Cache, embedding, type Params, rmsNorm, type Tensors } from "@transonnx/core";
import { add, type Tensor } from "@transonnx/graph";
import {
  type AttentionContext,
  causalBias,
  gatedFeedForward,
  positionIds,
  rotaryAttention,
  rotaryTables,
  vocabularyLogits,
} from "@transonnx/text";
import type { LlamaConfig } from "./config.ts";

// Llama (https://arxiv.org/abs/2302.13971), as in transformers 4.57's modeling_llama.py.
// Shapes: b batch, s new tokens, t past and new tokens, h hidden.

/** One vector a token, [b, s, h]. */
export function llama(c: LlamaConfig, p: Params, inputs: Tensors, cache: Cache): Tensor {
  const { input_ids: ids, attention_mask: mask } = inputs;
  const bias = causalBias({ queries: ids!.type.shape[1]!, past: cache.length, mask });
  const tables = rotaryTables(c, positionIds(inputs, cache));
  let x = embedding(p.at("embed_tokens"), ids!, c.vocab_size, c.hidden_size);
  for (let index = 0; index < c.num_hidden_layers; index++)
    x = layer(c, p.at("layers", index), x, { index, cache, bias, tables });
  return rmsNorm(p.at("norm"), x, c.rms_norm_eps);
}

const layer = block((c: LlamaConfig, p: Params, x: Tensor, context: AttentionContext): Tensor => {
  const norm = (name: string, y: Tensor) => rmsNorm(p.at(name), y, c.rms_norm_eps);
  const bias = c.attention_bias;
  const y = add(x, rotaryAttention(c, p.at("self_attn"), norm("input_layernorm", x), context, { bias }));
  return add(y, gatedFeedForward(c, p.at("mlp"), norm("post_attention_layernorm", y), { bias: c.mlp_bias }));
});

/** Scores of every word, [b, s, v]. */
export const logits = (c: LlamaConfig, p: Params, x: Tensor, base: Params): Tensor =>
  vocabularyLogits(c, x, { words: base.at("embed_tokens"), own: p.at("lm_head") });
