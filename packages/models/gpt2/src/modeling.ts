import {
  activation,
  block,
  type Cache,
  conv1d,
  embedding,
  layerNorm,
  type Params,
  type Tensors,
} from "@transonnx/core";
import { add, split, type Tensor } from "@transonnx/graph";
import { causalBias, positionIds, vocabularyLogits } from "@transonnx/text";
import type { GPT2Config } from "./config.ts";

// GPT-2 (Radford et al. 2019), as in transformers 4.57's modeling_gpt2.py.
// Shapes: b batch, s new tokens, t past and new tokens, h hidden.

/** One vector a token, [b, s, h]. */
export function gpt2(c: GPT2Config, p: Params, inputs: Tensors, cache: Cache): Tensor {
  const { input_ids: ids, attention_mask: mask } = inputs;
  const words = embedding(p.at("wte"), ids!, c.vocab_size, c.n_embd);
  const places = embedding(p.at("wpe"), positionIds(inputs, cache), c.n_positions, c.n_embd);
  const bias = causalBias({ queries: ids!.type.shape[1]!, past: cache.length, mask });
  let x = add(words, places);
  for (let i = 0; i < c.n_layer; i++) x = layer(c, p.at("h", i), x, { index: i, bias, cache });
  return layerNorm(p.at("ln_f"), x, c.layer_norm_epsilon);
}

interface Context {
  readonly index: number;
  /** What is added to the scores, [b, 1, s, t]. */
  readonly bias: Tensor;
  readonly cache: Cache;
}

const layer = block((c: GPT2Config, p: Params, x: Tensor, context: Context): Tensor => {
  const y = add(attention(c, p.at("attn"), layerNorm(p.at("ln_1"), x, c.layer_norm_epsilon), context), x);
  return add(y, feedForward(c, p.at("mlp"), layerNorm(p.at("ln_2"), y, c.layer_norm_epsilon)));
});

const attention = block((c: GPT2Config, p: Params, x: Tensor, { index, bias, cache }: Context): Tensor => {
  const h = c.n_embd;
  const [q, k, v] = split(conv1d(p.at("c_attn"), x, 3 * h), -1, [h, h, h]);
  const scale =
    (c.scale_attn_weights ? (h / c.n_head) ** -0.5 : 1) / (c.scale_attn_by_inverse_layer_idx ? index + 1 : 1);
  const seen = cache.layer(index).attend(q!, k!, v!, { query: c.n_head }, { mask: bias, scale });
  return conv1d(p.at("c_proj"), seen, h);
});

const feedForward = block((c: GPT2Config, p: Params, x: Tensor): Tensor => {
  const wide = conv1d(p.at("c_fc"), x, c.n_inner ?? 4 * c.n_embd);
  return conv1d(p.at("c_proj"), activation(c.activation_function, p.at("act"), wide), c.n_embd);
});

/** Scores of every word, [b, s, v]. */
export const logits = (c: GPT2Config, p: Params, x: Tensor, base: Params): Tensor =>
  vocabularyLogits(c, x, { words: base.at("wte"), own: p.at("lm_head") });
