import { block, embedding, layerNorm, linear, type Params, type Tensors } from "@transonnx/core";
import { add, gather, gelu, type Tensor } from "@transonnx/graph";
import { crossDecoder, encoder, positionsAfterPadding, vocabularyLogits } from "@transonnx/text";
import type { RobertaConfig } from "./config.ts";

// RoBERTa (https://arxiv.org/abs/1907.11692), as in transformers 4.57's modeling_roberta.py; modeling_xlm_roberta.py,
// modeling_camembert.py and modeling_data2vec_text.py are copies of it.
// Shapes: b batch, t tokens, h hidden, v vocabulary.

/** One vector a token, [b, t, h]. */
export function roberta(c: RobertaConfig, p: Params, inputs: Tensors): Tensor {
  const x = embeddings(c, p.at("embeddings"), inputs.input_ids!);
  return encoder(c, p.at("encoder"), x, inputs.attention_mask!);
}

/** The same as a decoder that attends to what an encoder gave. */
export const decoder = (c: RobertaConfig, p: Params, inputs: Tensors): Tensor =>
  crossDecoder(c, p.at("encoder"), embeddings(c, p.at("embeddings"), inputs.input_ids!), inputs);

/** ids[b, t] -> [b, t, h]. Every token is of type 0, and padding takes no position. */
const embeddings = block((c: RobertaConfig, p: Params, ids: Tensor): Tensor => {
  const { hidden_size: h, max_position_embeddings: positions } = c;
  const type = gather(p.get("token_type_embeddings.weight", [c.type_vocab_size, h]), 0); // [h]
  let x = add(embedding(p.at("word_embeddings"), ids, c.vocab_size, h), type);
  if (c.position_embedding_type === "absolute")
    x = add(x, embedding(p.at("position_embeddings"), positionsAfterPadding(ids, c.pad_token_id), positions, h));
  return layerNorm(p.at("LayerNorm"), x, c.layer_norm_eps);
});

/** Scores of every word for every place, [b, t, v]; `words` are the input embeddings. */
export const lmHead = block((c: RobertaConfig, p: Params, x: Tensor, words: Params): Tensor => {
  const y = layerNorm(p.at("layer_norm"), gelu(linear(p.at("dense"), x, c.hidden_size)), c.layer_norm_eps);
  const bias = p.get(["decoder.bias", "bias"], [c.vocab_size]);
  return vocabularyLogits(c, y, { words, own: p.at("decoder"), bias });
});
