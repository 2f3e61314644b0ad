import { block, type Cache, embedding, type Params, type Tensors, widthOf } from "@transonnx/core";
import { add, div, mul, rmsNormalization, type Tensor, tanh } from "@transonnx/graph";
import {
  type AttentionContext,
  causalBias,
  gatedFeedForward,
  type LayerBias,
  layerBiases,
  perHead,
  positionIds,
  type RotaryAttentionOptions,
  rotaryAttention,
  rotaryTables,
  vocabularyLogits,
} from "@transonnx/text";
import type { Gemma2Config, Gemma3TextConfig, GemmaConfig } from "./config.ts";

// Gemma (https://arxiv.org/abs/2403.08295), Gemma 2 (https://arxiv.org/abs/2408.00118) and Gemma 3
// (https://arxiv.org/abs/2503.19786), as in transformers 4.57's modeling_gemma.py, modeling_gemma2.py and
// modeling_gemma3.py. Shapes: b batch, s new tokens, t past and new tokens, h hidden.

/** Words through all layers: one vector a token, [b, s, h]. */
function decoder(
  c: GemmaConfig,
  p: Params,
  ids: Tensor,
  layer: (p: Params, x: Tensor, index: number) => Tensor,
): Tensor {
  const words = embedding(p.at("embed_tokens"), ids, c.vocab_size, c.hidden_size);
  let x = mul(words, Math.sqrt(c.hidden_size));
  for (let index = 0; index < c.num_hidden_layers; index++) x = layer(p.at("layers", index), x, index);
  return norm(c, p.at("norm"), x);
}

/** RMS normalisation by weights that are stored as what they are above 1. */
const norm = block(
  (c: GemmaConfig, p: Params, x: Tensor): Tensor =>
    rmsNormalization(x, add(p.get("weight", [widthOf(x)]), 1), c.rms_norm_eps),
);

/** Which keys the new tokens may see. */
const visible = ({ input_ids, attention_mask: mask }: Tensors, cache: Cache) => ({
  queries: input_ids!.type.shape[1]!,
  past: cache.length,
  mask,
});

export function gemma(c: GemmaConfig, p: Params, inputs: Tensors, cache: Cache): Tensor {
  const bias = causalBias(visible(inputs, cache));
  const tables = rotaryTables(c, positionIds(inputs, cache));
  return decoder(c, p, inputs.input_ids!, (q, x, index) => preNormLayer(c, q, x, { index, cache, bias, tables }));
}

const preNormLayer = block((c: GemmaConfig, p: Params, x: Tensor, context: AttentionContext): Tensor => {
  const bias = c.attention_bias;
  const y = add(x, rotaryAttention(c, p.at("self_attn"), norm(c, p.at("input_layernorm"), x), context, { bias }));
  return add(y, gatedFeedForward(c, p.at("mlp"), norm(c, p.at("post_attention_layernorm"), y)));
});

/** Gemma 2: scores of keys are bounded. */
export function gemma2(c: Gemma2Config, p: Params, inputs: Tensors, cache: Cache): Tensor {
  const biasOf = layerBiases(c, visible(inputs, cache));
  const tables = rotaryTables(c, positionIds(inputs, cache));
  const softcap = c.attn_logit_softcapping ?? undefined;
  return decoder(c, p, inputs.input_ids!, (q, x, index) =>
    sandwichLayer(c, q, x, { index, cache, tables, ...biasOf(index) }, { softcap }),
  );
}

/** Gemma 3: heads are normalised, and turn faster in layers that see a window. */
export function gemma3(c: Gemma3TextConfig, p: Params, inputs: Tensors, cache: Cache): Tensor {
  const biasOf = layerBiases(c, { ...visible(inputs, cache), bidirectional: c.use_bidirectional_attention });
  const positions = positionIds(inputs, cache);
  const tables = {
    full_attention: rotaryTables(c, positions),
    sliding_attention: rotaryTables({ ...c, rope_theta: c.rope_local_base_freq, rope_scaling: null }, positions),
  };
  const headNorm = (at: Params, x: Tensor, heads: number) => perHead(x, heads, (y) => norm(c, at, y));
  return decoder(c, p, inputs.input_ids!, (q, x, index) => {
    const context = { index, cache, tables: tables[c.layer_types[index]!], ...biasOf(index) };
    return sandwichLayer(c, q, x, context, { norm: headNorm });
  });
}

/** A layer whose attention and feed-forward part are normalised before and after. */
const sandwichLayer = block(
  (
    c: Gemma2Config | Gemma3TextConfig,
    p: Params,
    x: Tensor,
    { window, ...context }: AttentionContext & LayerBias,
    own: RotaryAttentionOptions,
  ): Tensor => {
    const normed = (name: string, y: Tensor) => norm(c, p.at(name), y);
    const options = { bias: c.attention_bias, scale: c.query_pre_attn_scalar ** -0.5, window, ...own };
    const seen = rotaryAttention(c, p.at("self_attn"), normed("input_layernorm", x), context, options);
    const y = add(x, normed("post_attention_layernorm", seen));
    const fed = gatedFeedForward(c, p.at("mlp"), normed("pre_feedforward_layernorm", y));
    return add(y, normed("post_feedforward_layernorm", fed));
  },
);

/** Scores of every word, [b, s, v]. */
export const logits = (c: GemmaConfig, p: Params, x: Tensor, base: Params): Tensor =>
  vocabularyLogits(c, x, { words: base.at("embed_tokens"), own: p.at("lm_head") });

/** The same within ± `final_logit_softcapping`. */
export function boundedLogits(c: Gemma2Config | Gemma3TextConfig, p: Params, x: Tensor, base: Params): Tensor {
  const { final_logit_softcapping: cap } = c;
  const scores = logits(c, p, x, base);
  return cap === null ? scores : mul(tanh(div(scores, cap)), cap);
}
