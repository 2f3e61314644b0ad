import { activation, block, embedding, layerNorm, linear, type Params, type Tensors } from "@transonnx/core";
import { add, slice, type Tensor, tanh } from "@transonnx/graph";
import { encoder, firstToken, paddingBias, vocabularyLogits } from "@transonnx/text";
import type { BertConfig } from "./config.ts";

// BERT (https://arxiv.org/abs/1810.04805), as in transformers' modeling_bert.py.
// Shapes: b batch, t tokens, h hidden, v vocabulary.

/** One vector a token, [b, t, h]. */
export function bert(c: BertConfig, p: Params, inputs: Tensors): Tensor {
  const x = embeddings(c, p.at("embeddings"), inputs);
  return encoder(c, p.at("encoder"), x, paddingBias(inputs.attention_mask!));
}

const embeddings = block((c: BertConfig, p: Params, { input_ids, token_type_ids }: Tensors): Tensor => {
  const words = embedding(p.at("word_embeddings"), input_ids!, c.vocab_size, c.hidden_size);
  const types = embedding(p.at("token_type_embeddings"), token_type_ids!, c.type_vocab_size, c.hidden_size);
  let x = add(words, types);
  if (c.position_embedding_type === "absolute") {
    const places = p.get("position_embeddings.weight", [c.max_position_embeddings, c.hidden_size]);
    x = add(x, slice(places, 0, 0, x.type.shape[1]!)); // [t, h]
  }
  return layerNorm(p.at("LayerNorm"), x, c.layer_norm_eps);
});

/** The first token's vector x[b, t, h], transformed: [b, h]. */
export const pooler = block(
  (c: BertConfig, p: Params, x: Tensor): Tensor => tanh(linear(p.at("dense"), firstToken(x), c.hidden_size)),
);

/** Scores of every word for every place, [b, t, v]; `words` are the input embeddings. */
export const predictions = block((c: BertConfig, p: Params, x: Tensor, words: Params): Tensor => {
  const t = p.at("transform");
  const y = activation(c.hidden_act, t.at("transform_act_fn"), linear(t.at("dense"), x, c.hidden_size));
  return vocabularyLogits(p, layerNorm(t.at("LayerNorm"), y, c.layer_norm_eps), {
    size: c.vocab_size,
    tied: c.tie_word_embeddings ? words : undefined,
  });
});
