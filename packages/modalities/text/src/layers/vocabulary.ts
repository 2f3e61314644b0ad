import { affine, type Params, widthOf } from "@transonnx/core";
import type { Tensor } from "@transonnx/graph";

interface VocabularyConfig {
  readonly vocab_size: number;
  readonly tie_word_embeddings: boolean;
}

/** Where the parts of a vocabulary's output layer lie. */
export interface Vocabulary {
  /** The input embeddings, whose weight[v, h] the output shares with `tie_word_embeddings`. */
  readonly words: Params;
  /** The layer with a weight[v, h] of its own without it. */
  readonly own: Params;
  /** bias[v] */
  readonly bias?: Tensor;
}

/** Scores of every word for every place: x[b, t, h] -> [b, t, v]. */
export const vocabularyLogits = (c: VocabularyConfig, x: Tensor, { words, own, bias }: Vocabulary): Tensor =>
  affine(x, (c.tie_word_embeddings ? words : own).get("weight", [c.vocab_size, widthOf(x)]), bias);
