import { block, embedding, layerNorm, type Params, type Tensors } from "@transonnx/core";
import { add, gather, slice, type Tensor } from "@transonnx/graph";
import type { PositionEmbeddingType } from "./relative-key.ts";

/** The fields that shape BERT's embeddings. */
export interface EmbeddingsConfig {
  readonly vocab_size: number;
  readonly type_vocab_size: number;
  readonly max_position_embeddings: number;
  readonly position_embedding_type: PositionEmbeddingType;
  readonly layer_norm_eps: number;
}

/**
 * Words, their types and, where positions are absolute, their places: added and normalised, [b, t, width]. Without
 * `token_type_ids` all are of type 0.
 */
export const bertEmbeddings = block((c: EmbeddingsConfig, p: Params, inputs: Tensors, width: number): Tensor => {
  const words = embedding(p.at("word_embeddings"), inputs.input_ids!, c.vocab_size, width);
  let x = add(words, types(c, p.at("token_type_embeddings"), inputs.token_type_ids, width));
  if (c.position_embedding_type === "absolute") {
    const places = p.get("position_embeddings.weight", [c.max_position_embeddings, width]);
    x = add(x, slice(places, 0, 0, x.type.shape[1]!)); // [t, width]
  }
  return layerNorm(p.at("LayerNorm"), x, c.layer_norm_eps);
});

/** The types of ids[b, t], [b, t, width], or the first one's, [width]. */
const types = (c: EmbeddingsConfig, p: Params, ids: Tensor | undefined, width: number): Tensor =>
  ids ? embedding(p, ids, c.type_vocab_size, width) : gather(p.get("weight", [c.type_vocab_size, width]), 0);
