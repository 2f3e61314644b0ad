import { activation, block, layerNorm, linear, type Params, type Tensors } from "@transonnx/core";
import { add, type Tensor, tanh } from "@transonnx/graph";
import { attentionBias, bertEmbeddings, firstToken, selfAttention, vocabularyLogits } from "@transonnx/text";
import type { AlbertConfig } from "./config.ts";

// ALBERT (https://arxiv.org/abs/1909.11942), as in transformers 4.57's modeling_albert.py.
// Shapes: b batch, t tokens, h hidden, e embedding, v vocabulary.

/** One vector a token, [b, t, h]. */
export function albert(c: AlbertConfig, p: Params, inputs: Tensors): Tensor {
  const x = bertEmbeddings(c, p.at("embeddings"), inputs, c.embedding_size); // [b, t, e]
  return transformer(c, p.at("encoder"), x, inputs.attention_mask!);
}

/** Layers share their parameters in groups: layer i runs the group that it falls into. */
const transformer = block((c: AlbertConfig, p: Params, x: Tensor, mask: Tensor): Tensor => {
  const bias = attentionBias(c, mask);
  const layersPerGroup = c.num_hidden_layers / c.num_hidden_groups;
  let y = linear(p.at("embedding_hidden_mapping_in"), x, c.hidden_size);
  for (let i = 0; i < c.num_hidden_layers; i++) {
    const group = p.at("albert_layer_groups", Math.floor(i / layersPerGroup));
    for (let j = 0; j < c.inner_group_num; j++) y = layer(c, group.at("albert_layers", j), y, bias);
  }
  return y;
});

const layer = block((c: AlbertConfig, p: Params, x: Tensor, bias: Tensor): Tensor => {
  const y = attention(c, p.at("attention"), x, bias);
  const wide = activation(c.hidden_act, p.at("activation"), linear(p.at("ffn"), y, c.intermediate_size));
  const narrow = linear(p.at("ffn_output"), wide, c.hidden_size);
  return layerNorm(p.at("full_layer_layer_norm"), add(narrow, y), c.layer_norm_eps);
});

const attention = block((c: AlbertConfig, p: Params, x: Tensor, bias: Tensor): Tensor => {
  const seen = selfAttention(c, p, x, bias, { relativeScale: 1 });
  return layerNorm(p.at("LayerNorm"), add(x, linear(p.at("dense"), seen, c.hidden_size)), c.layer_norm_eps);
});

/** The first token's vector of x[b, t, h], transformed: [b, h]. */
export const pooler = (c: AlbertConfig, p: Params, x: Tensor): Tensor => tanh(linear(p, firstToken(x), c.hidden_size));

/** Scores of every word for every place, [b, t, v]; `words` are the input embeddings. */
export const predictions = block((c: AlbertConfig, p: Params, x: Tensor, words: Params): Tensor => {
  const y = activation(c.hidden_act, p.at("activation"), linear(p.at("dense"), x, c.embedding_size)); // [b, t, e]
  const bias = p.get(["decoder.bias", "bias"], [c.vocab_size]);
  return vocabularyLogits(c, layerNorm(p.at("LayerNorm"), y, c.layer_norm_eps), {
    words,
    own: p.at("decoder"),
    bias,
  });
});
