import { cast, type Dim, expand, scalar, type Tensor, unsqueeze, where } from "@transonnx/graph";

/**
 * What is added to the score of a key that may not be seen: so much that nothing of the score is left, and a text
 * that is all padding sees all keys alike, as in transformers. The lowest float32, which transformers adds, is -inf to
 * ONNX Runtime's Attention, and such a text zero.
 */
export const HIDDEN = -1e38;

/** attention_mask[b, t], 0 for padding -> what is added to the scores of each key, [b, 1, 1, t]. */
export const keyBias = (mask: Tensor): Tensor => unsqueeze(where(cast(mask, "bool"), scalar(0), scalar(HIDDEN)), 1, 2);

/**
 * The same for every query, [b, 1, s, t]: an attention's mask has all its queries, which are the keys themselves unless
 * told.
 */
export function paddingBias(mask: Tensor, queries?: Dim): Tensor {
  const [b, t] = mask.type.shape as readonly [Dim, Dim];
  return expand(keyBias(mask), [b, 1, queries ?? t, t]);
}
