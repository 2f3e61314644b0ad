import { cast, expand, scalar, type Tensor, unsqueeze, where } from "@transonnx/graph";

/** The lowest float32: what transformers adds to the score of a key that may not be seen. */
const lowest = -3.4028234663852886e38;

/** attention_mask[b, t], 0 for padding -> what is added to the scores of each key, [b, 1, 1, t]. */
export const keyBias = (mask: Tensor): Tensor => unsqueeze(where(cast(mask, "bool"), scalar(0), scalar(lowest)), 1, 2);

/** The same for every query, [b, 1, t, t]: an attention's mask has all its queries. */
export function paddingBias(mask: Tensor): Tensor {
  const [b, t] = mask.type.shape as [string, string];
  return expand(keyBias(mask), [b, 1, t, t]);
}
