import { activation, block, embedding, layerNorm, linear, type Params, type Tensors } from "@transonnx/core";
import { add, packedAttention, relu, slice, type Tensor } from "@transonnx/graph";
import { firstToken, paddingBias, vocabularyLogits } from "@transonnx/text";
import type { DistilBertConfig } from "./config.ts";

// DistilBERT (https://arxiv.org/abs/1910.01108), as in transformers 4.57's modeling_distilbert.py.
// Shapes: b batch, t tokens, h hidden, v vocabulary.

const epsilon = 1e-12;

/** One vector a token, [b, t, h]. */
export function distilbert(c: DistilBertConfig, p: Params, inputs: Tensors): Tensor {
  const x = embeddings(c, p.at("embeddings"), inputs.input_ids!);
  return transformer(c, p.at("transformer"), x, inputs.attention_mask!);
}

const embeddings = block((c: DistilBertConfig, p: Params, ids: Tensor): Tensor => {
  const words = embedding(p.at("word_embeddings"), ids, c.vocab_size, c.dim);
  const places = p.get("position_embeddings.weight", [c.max_position_embeddings, c.dim]);
  const x = add(words, slice(places, 0, 0, words.type.shape[1]!)); // [b, t, h]
  return layerNorm(p.at("LayerNorm"), x, epsilon);
});

const transformer = block((c: DistilBertConfig, p: Params, x: Tensor, mask: Tensor): Tensor => {
  const bias = paddingBias(mask);
  let y = x;
  for (let i = 0; i < c.n_layers; i++) y = layer(c, p.at("layer", i), y, bias);
  return y;
});

const layer = block((c: DistilBertConfig, p: Params, x: Tensor, bias: Tensor): Tensor => {
  const y = layerNorm(p.at("sa_layer_norm"), add(attention(c, p.at("attention"), x, bias), x), epsilon);
  return layerNorm(p.at("output_layer_norm"), add(feedForward(c, p.at("ffn"), y), y), epsilon);
});

const attention = block((c: DistilBertConfig, p: Params, x: Tensor, bias: Tensor): Tensor => {
  const [query, key, value] = ["q_lin", "k_lin", "v_lin"].map((name) => linear(p.at(name), x, c.dim));
  const seen = packedAttention(query!, key!, value!, { query: c.n_heads }, { mask: bias });
  return linear(p.at("out_lin"), seen, c.dim);
});

const feedForward = block((c: DistilBertConfig, p: Params, x: Tensor): Tensor => {
  const wide = activation(c.activation, p.at("activation"), linear(p.at("lin1"), x, c.hidden_dim));
  return linear(p.at("lin2"), wide, c.dim);
});

/** The first token's vector of x[b, t, h], transformed: [b, h]. */
export const preClassifier = block(
  (c: DistilBertConfig, p: Params, x: Tensor): Tensor => relu(linear(p, firstToken(x), c.dim)),
);

/** Scores of every word for every place, [b, t, v]; `words` are the input embeddings. */
export function vocabulary(c: DistilBertConfig, p: Params, x: Tensor, words: Params): Tensor {
  const own = p.at("vocab_projector");
  const y = activation(c.activation, p.at("activation"), linear(p.at("vocab_transform"), x, c.dim));
  return vocabularyLogits(c, layerNorm(p.at("vocab_layer_norm"), y, epsilon), {
    words,
    own,
    bias: own.get("bias", [c.vocab_size]),
  });
}
