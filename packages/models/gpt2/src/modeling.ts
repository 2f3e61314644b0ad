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
import { causalBias, paddingBias, positionIds, vocabularyLogits } from "@transonnx/text";
import type { GPT2Config } from "./config.ts";

// GPT-2 (Radford et al. 2019), as in transformers 4.57's modeling_gpt2.py.
// Shapes: b batch, s new tokens, t past and new tokens, h hidden.

/** One vector a token, [b, s, h]; with encoder_hidden_states the layers attend to them, too. */
export function gpt2(c: GPT2Config, p: Params, inputs: Tensors, cache: Cache): Tensor {
  const { input_ids: ids, attention_mask: mask } = inputs;
  const words = embedding(p.at("wte"), ids!, c.vocab_size, c.n_embd);
  const places = embedding(p.at("wpe"), positionIds(inputs, cache), c.n_positions, c.n_embd);
  const queries = ids!.type.shape[1]!;
  const context = {
    cache,
    bias: causalBias({ queries, past: cache.length, mask }),
    memory: inputs.encoder_hidden_states,
    memoryBias: inputs.encoder_attention_mask && paddingBias(inputs.encoder_attention_mask, queries),
  };
  let x = add(words, places);
  for (let i = 0; i < c.n_layer; i++) x = layer(c, p.at("h", i), x, { ...context, index: i });
  return layerNorm(p.at("ln_f"), x, c.layer_norm_epsilon);
}

interface Context {
  readonly index: number;
  /** What is added to the scores, [b, 1, s, t]. */
  readonly bias: Tensor;
  readonly cache: Cache;
  /** What an encoder gave, [b, m, h], and what is added to the scores of it, [b, 1, s, m]. */
  readonly memory: Tensor | undefined;
  readonly memoryBias: Tensor | undefined;
}

const layer = block((c: GPT2Config, p: Params, x: Tensor, context: Context): Tensor => {
  const norm = (name: string, y: Tensor) => layerNorm(p.at(name), y, c.layer_norm_epsilon);
  let y = add(attention(c, p.at("attn"), norm("ln_1", x), context), x);
  if (context.memory) y = add(y, crossAttention(c, p.at("crossattention"), norm("ln_cross_attn", y), context));
  return add(y, feedForward(c, p.at("mlp"), norm("ln_2", y)));
});

const attention = block((c: GPT2Config, p: Params, x: Tensor, { index, bias, cache }: Context): Tensor => {
  const h = c.n_embd;
  const [q, k, v] = split(conv1d(p.at("c_attn"), x, 3 * h), -1, [h, h, h]);
  const seen = cache.layer(index).attend(q!, k!, v!, { query: c.n_head }, { mask: bias, scale: scaleOf(c, index) });
  return conv1d(p.at("c_proj"), seen, h);
});

const crossAttention = block((c: GPT2Config, p: Params, x: Tensor, { index, cache, ...context }: Context): Tensor => {
  const h = c.n_embd;
  const keysAndValues = () => split(conv1d(p.at("c_attn"), context.memory!, 2 * h), -1, [h, h]) as [Tensor, Tensor];
  const options = { mask: context.memoryBias, scale: scaleOf(c, index) };
  const q = conv1d(p.at("q_attn"), x, h);
  const seen = cache.layer(index).crossAttend(q, keysAndValues, { query: c.n_head }, options);
  return conv1d(p.at("c_proj"), seen, h);
});

const scaleOf = (c: GPT2Config, index: number): number =>
  (c.scale_attn_weights ? (c.n_embd / c.n_head) ** -0.5 : 1) / (c.scale_attn_by_inverse_layer_idx ? index + 1 : 1);

const feedForward = block((c: GPT2Config, p: Params, x: Tensor): Tensor => {
  const wide = conv1d(p.at("c_fc"), x, c.n_inner ?? 4 * c.n_embd);
  return conv1d(p.at("c_proj"), activation(c.activation_function, p.at("act"), wide), c.n_embd);
});

/** Scores of every word, [b, s, v]. */
export const logits = (c: GPT2Config, p: Params, x: Tensor, base: Params): Tensor =>
  vocabularyLogits(c, x, { words: base.at("wte"), own: p.at("lm_head") });
