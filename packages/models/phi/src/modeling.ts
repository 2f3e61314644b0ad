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
import { add, reshape, type Tensor } from "@transonnx/graph";
import {
  type AttentionContext,
  causalBias,
  positionIds,
  rotaryAttention,
  rotaryTables,
  vocabularyLogits,
} from "@transonnx/text";
import type { PhiConfig } from "./config.ts";

// Phi (https://arxiv.org/abs/2309.05463), as in transformers 4.57's modeling_phi.py.
// Shapes: b batch, s new tokens, t past and new tokens, h hidden, n heads of d entries.

/** One vector a token, [b, s, h]. */
export function phi(c: PhiConfig, p: Params, inputs: Tensors, cache: Cache): Tensor {
  const { input_ids: ids, attention_mask: mask } = inputs;
  const bias = causalBias({ queries: ids!.type.shape[1]!, past: cache.length, mask });
  const tables = rotaryTables(c, positionIds(inputs, cache));
  let x = embedding(p.at("embed_tokens"), ids!, c.vocab_size, c.hidden_size);
  for (let index = 0; index < c.num_hidden_layers; index++)
    x = layer(c, p.at("layers", index), x, { index, cache, bias, tables });
  return layerNorm(p.at("final_layernorm"), x, c.layer_norm_eps);
}

const layer = block((c: PhiConfig, p: Params, x: Tensor, context: AttentionContext): Tensor => {
  const normed = layerNorm(p.at("input_layernorm"), x, c.layer_norm_eps);
  const seen = rotaryAttention(c, p.at("self_attn"), normed, context, {
    bias: true,
    output: "dense",
    ...(c.qk_layernorm ? { norm: headNorm(c), normNames: ["q_layernorm", "k_layernorm"] } : {}),
  });
  return add(add(seen, feedForward(c, p.at("mlp"), normed)), x);
});

/** Every head is normalised by itself: x[b, s, n*d]. */
const headNorm =
  (c: PhiConfig) =>
  (p: Params, x: Tensor, heads: number): Tensor => {
    const { shape } = x.type;
    const split = reshape(x, [...shape.slice(0, -1), heads, c.head_dim]); // [b, s, n, d]
    return reshape(layerNorm(p, split, c.layer_norm_eps), shape);
  };

const feedForward = block((c: PhiConfig, p: Params, x: Tensor): Tensor => {
  const wide = linear(p.at("fc1"), x, c.intermediate_size);
  return linear(p.at("fc2"), activation(c.hidden_act, p.at("activation_fn"), wide), c.hidden_size);
});

/** Scores of every word, [b, s, v]. */
export const logits = (c: PhiConfig, p: Params, x: Tensor, base: Params): Tensor => {
  const own = p.at("lm_head");
  return vocabularyLogits(c, x, { words: base.at("embed_tokens"), own, bias: own.get("bias", [c.vocab_size]) });
};
