import { type Cache, embedding, layerNorm, type Params, type Tensors } from "@transonnx/core";
import { add, addDims, type Dim, mul, scoped, type Tensor } from "@transonnx/graph";
import {
  causalBias,
  decoderStack,
  learnedPositions,
  paddingBias,
  sinusoidsOfTokens,
  vocabularyLogits,
} from "@transonnx/text";
import type { TrOCRConfig } from "./config.ts";

// The decoder of TrOCR (https://arxiv.org/abs/2109.10282), as in transformers 4.57's modeling_trocr.py.
// Shapes: b batch, s new tokens, h hidden.

/** PyTorch's default. */
const EPSILON = 1e-5;

/** Scores of every word, [b, s, v], by what an encoder gave of a picture. */
export function trocr(c: TrOCRConfig, p: Params, inputs: Tensors, cache: Cache): Tensor {
  const { input_ids: ids, encoder_hidden_states: states, encoder_attention_mask: seen } = inputs;
  const stack = p.at("model.decoder");
  const queries = ids!.type.shape[1]!;
  const y = decoderStack(c, stack, embeddings(c, stack, ids!, cache.length), {
    cache,
    bias: causalBias({ queries, past: cache.length }),
    memory: { states, bias: seen && paddingBias(seen, queries) },
  });
  return vocabularyLogits(c, y, { words: stack.at("embed_tokens"), own: p.at("output_projection") });
}

/** Words and their places after a past: ids[b, s] -> [b, s, h]. */
function embeddings(c: TrOCRConfig, p: Params, ids: Tensor, past: Dim): Tensor {
  const found = embedding(p.at("embed_tokens"), ids, c.vocab_size, c.d_model);
  const words = c.scale_embedding ? mul(found, Math.sqrt(c.d_model)) : found;
  const x = add(words, places(c, p.at("embed_positions"), ids, past));
  return c.layernorm_embedding ? layerNorm(p.at("layernorm_embedding"), x, EPSILON) : x;
}

/** fairseq's tables begin with two rows that stand for no place. */
const LEARNED_OFFSET = 2;

/** [1, s, h], or [b, s, h] where the tokens decide. */
const places = (c: TrOCRConfig, p: Params, ids: Tensor, past: Dim): Tensor =>
  scoped(p.path, () => {
    if (!c.use_learned_position_embeddings)
      return sinusoidsOfTokens(ids, { padding: c.pad_token_id!, past, width: c.d_model });
    const table = p.get("weight", [c.max_position_embeddings + LEARNED_OFFSET, c.d_model]);
    return learnedPositions(table, ids, addDims(past, LEARNED_OFFSET));
  });
