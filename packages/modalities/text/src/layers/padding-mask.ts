import { cast, expand, scalar, type Tensor, unsqueeze, where } from "@transonnx/graph";

/** The lowest float32: what transformers adds to the score of a key that may not be seen. */
const lowest = -3.4028234663852886e38;

/** attention_mask[b, t], 0 for padding -> what is added to every query's scores, [b, 1, t, t]. */
export function paddingBias(mask: Tensor): Tensor {
  const [b, t] = mask.type.shape as [string, string];
  const bias = where(cast(mask, "bool"), scalar(0), scalar(lowest));
  return expand(unsqueeze(bias, 1, 2), [b, 1, t, t]);
}
