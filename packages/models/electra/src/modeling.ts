import { activation, block, layerNorm, linear, numLabels, type Params, type Tensors } from "@transonnx/core";
import { gather, gelu, reduceMean, type Tensor } from "@transonnx/graph";
import { bertEmbeddings, classify, crossDecoder, encoder, firstToken, vocabularyLogits } from "@transonnx/text";
import type { ElectraConfig } from "./config.ts";

// ELECTRA (https://arxiv.org/abs/2003.10555), as in transformers 4.57's modeling_electra.py.
// Shapes: b batch, t tokens, h hidden, e embedding, v vocabulary.

/** One vector a token, [b, t, h]. */
export const electra = (c: ElectraConfig, p: Params, inputs: Tensors): Tensor =>
  encoder(c, p.at("encoder"), embeddings(c, p, inputs), inputs.attention_mask!);

/** The same as a decoder that attends to what an encoder gave. */
export const decoder = (c: ElectraConfig, p: Params, inputs: Tensors): Tensor =>
  crossDecoder(c, p.at("encoder"), embeddings(c, p, inputs), inputs);

function embeddings(c: ElectraConfig, p: Params, inputs: Tensors): Tensor {
  const x = bertEmbeddings(c, p.at("embeddings"), inputs, c.embedding_size); // [b, t, e]
  return c.embedding_size === c.hidden_size ? x : linear(p.at("embeddings_project"), x, c.hidden_size);
}

/** The generator's scores of every word for every place, [b, t, v]; `words` are the input embeddings. */
export function generatorLogits(c: ElectraConfig, p: Params, x: Tensor, words: Params): Tensor {
  const own = p.at("generator_lm_head");
  const y = generatorPredictions(c, p.at("generator_predictions"), x);
  return vocabularyLogits(c, y, { words, own, bias: own.get("bias", [c.vocab_size]) });
}

const generatorPredictions = block((c: ElectraConfig, p: Params, x: Tensor): Tensor => {
  const y = gelu(linear(p.at("dense"), x, c.embedding_size)); // [b, t, e]
  return layerNorm(p.at("LayerNorm"), y, c.layer_norm_eps);
});

/** x[b, t, h] -> one score a label, of the first token. */
export const classificationHead = block(
  (c: ElectraConfig, p: Params, x: Tensor): Tensor =>
    classify(c, p.at("out_proj"), gelu(linear(p.at("dense"), firstToken(x), c.hidden_size))),
);

/** x[b, t, h] -> one vector for all tokens, [b, h]. */
export const sequenceSummary = block((c: ElectraConfig, p: Params, x: Tensor): Tensor => {
  const width = c.summary_proj_to_labels ? numLabels(c) : c.hidden_size;
  const one = summaryOf(c, x);
  const projected = c.summary_use_proj ? linear(p.at("summary"), one, width) : one;
  return c.summary_activation ? activation(c.summary_activation, p.at("activation"), projected) : projected;
});

function summaryOf({ summary_type }: ElectraConfig, x: Tensor): Tensor {
  switch (summary_type) {
    case "first":
      return firstToken(x);
    case "mean":
      return reduceMean(x, [1], { keepdims: false });
    case "last":
    case "cls_index": // of the last token, where no index is given
      return gather(x, -1, 1);
  }
}
