import { activation, block, embedding, layerNorm, linear, type Params, type Tensors } from "@transonnx/core";
import { add, gelu, packedAttention, type Tensor } from "@transonnx/graph";
import { keyBias, positionsAfterPadding, vocabularyLogits } from "@transonnx/text";
import type { MPNetConfig } from "./config.ts";
import { relativeBias } from "./relative-bias.ts";

// MPNet (https://arxiv.org/abs/2004.09297), as in transformers 4.57's modeling_mpnet.py.
// Shapes: b batch, t tokens, h hidden, n heads, v vocabulary.

/** What positions take for padding, whatever pad_token_id says. */
const padding = 1;

/** One vector a token, [b, t, h]. */
export function mpnet(c: MPNetConfig, p: Params, inputs: Tensors): Tensor {
  const x = embeddings(c, p.at("embeddings"), inputs.input_ids!);
  return encoder(c, p.at("encoder"), x, inputs.attention_mask!);
}

const embeddings = block((c: MPNetConfig, p: Params, ids: Tensor): Tensor => {
  const { hidden_size: h, max_position_embeddings: positions } = c;
  const words = embedding(p.at("word_embeddings"), ids, c.vocab_size, h);
  const places = embedding(p.at("position_embeddings"), positionsAfterPadding(ids, padding), positions, h);
  return layerNorm(p.at("LayerNorm"), add(words, places), c.layer_norm_eps);
});

/** All layers add the same to their scores: of padding, and by distance. */
const encoder = block((c: MPNetConfig, p: Params, x: Tensor, mask: Tensor): Tensor => {
  const byDistance = relativeBias(p.at("relative_attention_bias"), x.type.shape[1]!, {
    rows: c.relative_attention_num_buckets,
    heads: c.num_attention_heads,
  });
  const bias = add(byDistance, keyBias(mask)); // [b, n, t, t]
  let y = x;
  for (let i = 0; i < c.num_hidden_layers; i++) y = layer(c, p.at("layer", i), y, bias);
  return y;
});

const layer = block((c: MPNetConfig, p: Params, x: Tensor, bias: Tensor): Tensor => {
  const seen = attention(c, p.at("attention.attn"), x, bias);
  const y = layerNorm(p.at("attention.LayerNorm"), add(seen, x), c.layer_norm_eps);
  const wide = linear(p.at("intermediate.dense"), y, c.intermediate_size);
  const active = activation(c.hidden_act, p.at("intermediate.intermediate_act_fn"), wide);
  const narrow = linear(p.at("output.dense"), active, c.hidden_size);
  return layerNorm(p.at("output.LayerNorm"), add(narrow, y), c.layer_norm_eps);
});

const attention = block((c: MPNetConfig, p: Params, x: Tensor, bias: Tensor): Tensor => {
  const [query, key, value] = ["q", "k", "v"].map((name) => linear(p.at(name), x, c.hidden_size));
  const seen = packedAttention(query!, key!, value!, { query: c.num_attention_heads }, { mask: bias });
  return linear(p.at("o"), seen, c.hidden_size);
});

/** Scores of every word for every place, [b, t, v]; `words` are the input embeddings. */
export const lmHead = block((c: MPNetConfig, p: Params, x: Tensor, words: Params): Tensor => {
  const y = layerNorm(p.at("layer_norm"), gelu(linear(p.at("dense"), x, c.hidden_size)), c.layer_norm_eps);
  const bias = p.get(["bias", "decoder.bias"], [c.vocab_size]);
  return vocabularyLogits(c, y, { words, own: p.at("decoder"), bias });
});
