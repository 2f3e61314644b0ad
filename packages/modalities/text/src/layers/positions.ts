import { add, cumSum, equal, mul, scalar, type Tensor, where } from "@transonnx/graph";

/**
 * RoBERTa's position ids: ids[b, t] -> [b, t]. Tokens count from padding + 1, padding has the position `padding`
 * wherever it stands (fairseq's make_positions).
 */
export function positionsAfterPadding(ids: Tensor, padding: number): Tensor {
  const real = where(equal(ids, padding), scalar(0, "int64"), 1);
  return add(mul(cumSum(real, 1), real), padding);
}
