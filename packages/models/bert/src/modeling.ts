import { activation, block, layerNorm, linear, type Params, type Tensors } from "@transonnx/core";
import type { Tensor } from "@transonnx/graph";
import { bertEmbeddings, crossDecoder, encoder, vocabularyLogits } from "@transonnx/text";
import type { BertConfig } from "./config.ts";

// BERT (https://arxiv.org/abs/1810.04805), as in transformers 4.57's modeling_bert.py.
// Shapes: b batch, t tokens, h hidden, v vocabulary.

/** One vector a token, [b, t, h]. */
export function bert(c: BertConfig, p: Params, inputs: Tensors): Tensor {
  const x = bertEmbeddings(c, p.at("embeddings"), inputs, c.hidden_size);
  return encoder(c, p.at("encoder"), x, inputs.attention_mask!);
}

/** The same as a decoder that attends to what an encoder gave. */
export function decoder(c: BertConfig, p: Params, inputs: Tensors): Tensor {
  const x = bertEmbeddings(c, p.at("embeddings"), inputs, c.hidden_size);
  return crossDecoder(c, p.at("encoder"), x, inputs);
}

/** Scores of every word for every place, [b, t, v]; `words` are the input embeddings. */
export const predictions = block((c: BertConfig, p: Params, x: Tensor, words: Params): Tensor => {
  const t = p.at("transform");
  const y = activation(c.hidden_act, t.at("transform_act_fn"), linear(t.at("dense"), x, c.hidden_size));
  const bias = p.get(["bias", "decoder.bias"], [c.vocab_size]);
  return vocabularyLogits(c, layerNorm(t.at("LayerNorm"), y, c.layer_norm_eps), {
    words,
    own: p.at("decoder"),
    bias,
  });
});
