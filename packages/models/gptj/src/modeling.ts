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
import { add, type Tensor } from "@transonnx/graph";
import {
  type AttentionContext,
  causalBias,
  positionIds,
  rotaryAttention,
  rotaryTables,
  vocabularyLogits,
} from "@transonnx/text";
import type { GPTJConfig } from "./config.ts";

// GPT-J (https://github.com/kingoflolz/mesh-transformer-jax), as in transformers 4.57's modeling_gptj.py.
// Shapes: b batch, s new tokens, t past and new tokens, h hidden.

/** One vector a token, [b, s, h]. */
export function gptj(c: GPTJConfig, p: Params, inputs: Tensors, cache: Cache): Tensor {
  const { input_ids: ids, attention_mask: mask } = inputs;
  const bias = causalBias({ queries: ids!.type.shape[1]!, past: cache.length, mask });
  const tables = rotaryTables(
    {
      head_dim: c.rotary_dim ?? c.head_dim,
      rope_theta: 10000,
      rope_scaling: null,
      max_position_embeddings: c.n_positions,
    },
    positionIds(inputs, cache),
  );
  let x = embedding(p.at("wte"), ids!, c.vocab_size, c.n_embd);
  for (let index = 0; index < c.n_layer; index++) x = layer(c, p.at("h", index), x, { index, cache, bias, tables });
  return layerNorm(p.at("ln_f"), x, c.layer_norm_epsilon);
}

const layer = block((c: GPTJConfig, p: Params, x: Tensor, context: AttentionContext): Tensor => {
  const normed = layerNorm(p.at("ln_1"), x, c.layer_norm_epsilon);
  const seen = rotaryAttention(c, p.at("attn"), normed, context, { interleaved: true, output: "out_proj" });
  return add(add(seen, feedForward(c, p.at("mlp"), normed)), x);
});

const feedForward = block((c: GPTJConfig, p: Params, x: Tensor): Tensor => {
  const wide = linear(p.at("fc_in"), x, c.n_inner ?? 4 * c.n_embd);
  return linear(p.at("fc_out"), activation(c.activation_function, p.at("act"), wide), c.n_embd);
});

/** Scores of every word, [b, s, v]. */
export const logits = (c: GPTJConfig, p: Params, x: Tensor, base: Params): Tensor => {
  const own = p.at("lm_head");
  return vocabularyLogits(c, x, { words: base.at("wte"), own, bias: own.get("bias", [c.vocab_size]) });
};
