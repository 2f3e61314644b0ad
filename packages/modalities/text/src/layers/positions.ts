import type { Cache, Tensors } from "@transonnx/core";
import {
  add,
  addDims,
  cumSum,
  type Dim,
  equal,
  expand,
  mul,
  range,
  scalar,
  size,
  type Tensor,
  unsqueeze,
  where,
} from "@transonnx/graph";

/**
 * RoBERTa's position ids: ids[b, t] -> [b, t]. Tokens count from padding + 1, after a past of so many; padding has the
 * position `padding` wherever it stands (fairseq's make_positions).
 */
export function positionsAfterPadding(ids: Tensor, padding: number, past: Dim = 0): Tensor {
  const real = where(equal(ids, padding), scalar(0, "int64"), 1);
  const counted = cumSum(real, 1);
  return add(mul(past === 0 ? counted : add(counted, size(past)), real), padding);
}

/** The places of new tokens: `position_ids`, or where there are none the next ones after the past; [b, s]. */
export function positionIds({ input_ids, position_ids }: Tensors, cache: Cache): Tensor {
  if (position_ids) return position_ids;
  const [b, s] = input_ids!.type.shape as readonly [Dim, Dim];
  return expand(unsqueeze(range(cache.length, addDims(cache.length, s)), 0), [b, s]);
}
