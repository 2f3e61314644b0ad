import { broadcastStrides, gatherStrided } from "../kernels/strided.ts";
import { apply } from "../operators/apply.ts";
import { type Operand, sameDType, scalarLike } from "../operators/elementwise.ts";
import { primitive, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import type { NumericData } from "../types/dtype.ts";
import type { NDArray } from "../types/ndarray.ts";
import { broadcast } from "../types/shape.ts";

export const Where = primitive({
  name: "Where",
  since: 13,
  inputs: ["condition", "X", "Y"],
  outputs: ["output"],
  attributes: {},
  infer([condition, x, y]) {
    if (condition!.dtype !== "bool") throw new Error(`the condition must be bool, got ${condition!.dtype}`);
    sameDType(x!, y!);
    return { dtype: x!.dtype, shape: broadcast(condition!.shape, x!.shape, y!.shape) };
  },
});

/** A number takes the dtype of the other branch. */
export function where(condition: Tensor, x: Operand, y: Operand): Tensor {
  if (typeof x === "number" && typeof y === "number") throw new Error("Where needs a tensor in one of its branches");
  return apply(Where, [
    condition,
    typeof x === "number" ? scalarLike(x, y as Tensor) : x,
    typeof y === "number" ? scalarLike(y, x as Tensor) : y,
  ]);
}

export const WhereReference = reference(Where, {
  doc: "Elements of X where the condition holds, of Y where not; all three broadcast.",
  evaluate([condition, x, y]) {
    const shape = broadcast(condition!.shape, x!.shape, y!.shape) as number[];
    const spread = (array: NDArray) =>
      gatherStrided(array, shape, broadcastStrides(array.shape, shape)).data as NumericData;
    const [test, yes, no] = [spread(condition!), spread(x!), spread(y!)];
    for (let i = 0; i < no.length; i++) if (test[i]) no[i] = yes[i]!;
    return { dtype: x!.dtype, shape, data: no };
  },
  samples: [
    {
      inputs: [
        { dtype: "bool", shape: ["n", 1] },
        { dtype: "float32", shape: ["n", 3] },
        { dtype: "float32", shape: [] },
      ],
    },
  ],
});
