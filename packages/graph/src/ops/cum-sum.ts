import { apply } from "../operators/apply.ts";
import { int } from "../operators/attributes.ts";
import { primitive, reference } from "../operators/operator.ts";
import { scalar } from "../tensors/constant.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { fromNumbers, scalarOf, toNumbers } from "../types/ndarray.ts";
import { normalizeAxis, sizeOf } from "../types/shape.ts";

export const CumSum = primitive({
  name: "CumSum",
  since: 13,
  inputs: ["x", "axis"],
  outputs: ["y"],
  attributes: { exclusive: int(0), reverse: int(0) },
  infer: ([x]) => ({ dtype: x!.dtype, shape: x!.shape }),
});

/** The sum of all elements up to each one along the axis. */
export const cumSum = (x: Tensor, axis: number, { exclusive = false, reverse = false } = {}): Tensor =>
  apply(CumSum, [x, scalar(axis, "int64")], { exclusive: exclusive ? 1 : 0, reverse: reverse ? 1 : 0 });

export const CumSumReference = reference(CumSum, {
  doc: "Running sums along an axis: of all elements up to each, without it if exclusive, from the end if reverse.",
  evaluate([x, axis], { exclusive, reverse }) {
    const at = normalizeAxis(scalarOf(axis!), x!.shape.length);
    const n = x!.shape[at]!;
    const stride = sizeOf(x!.shape.slice(at + 1));
    const from = toNumbers(x!);
    const sums = new Float64Array(from.length);
    for (let start = 0; start < from.length; start += n * stride)
      for (let first = start; first < start + stride; first++) {
        let total = 0;
        for (let i = 0; i < n; i++) {
          const here = first + (reverse ? n - 1 - i : i) * stride;
          if (exclusive) sums[here] = total;
          total += from[here]!;
          if (!exclusive) sums[here] = total;
        }
      }
    return { dtype: x!.dtype, shape: x!.shape, data: fromNumbers(x!.dtype, sums) };
  },
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: ["n", 4] },
        { dtype: "int64", shape: [], data: BigInt64Array.of(-1n) },
      ],
    },
    {
      inputs: [
        { dtype: "int64", shape: ["n", 4] },
        { dtype: "int64", shape: [], data: BigInt64Array.of(0n) },
      ],
      attributes: { exclusive: 1, reverse: 1 },
    },
  ],
});
