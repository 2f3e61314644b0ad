import { broadcastStrides, gatherStrided } from "../kernels/strided.ts";
import { apply } from "../operators/apply.ts";
import { primitive, reference } from "../operators/operator.ts";
import { sizes } from "../tensors/constant.ts";
import type { Tensor } from "../tensors/tensor.ts";
import type { Dim } from "../types/dim.ts";
import { toNumbers } from "../types/ndarray.ts";
import { broadcast, sameShape } from "../types/shape.ts";

export const Expand = primitive({
  name: "Expand",
  since: 13,
  inputs: ["input", "shape"],
  outputs: ["output"],
  attributes: {},
  infer([x, shape]) {
    if (!shape!.elements) throw new Error("the shape must be known while the graph is built: use sizes()");
    return { dtype: x!.dtype, shape: broadcast(x!.shape, shape!.elements) };
  },
});

/** Broadcasts x against a shape; one that is there already costs nothing. */
export function expand(x: Tensor, shape: readonly Dim[]): Tensor {
  const to = broadcast(x.type.shape, shape);
  return sameShape(to, x.type.shape) ? x : apply(Expand, [x, sizes(shape)]);
}

export const ExpandReference = reference(Expand, {
  doc: "Broadcasts a tensor against a shape.",
  evaluate([x, target]) {
    const shape = broadcast(x!.shape, Array.from(toNumbers(target!))) as number[];
    return gatherStrided(x!, shape, broadcastStrides(x!.shape, shape));
  },
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: ["b", 1] },
        { dtype: "int64", shape: [2], data: BigInt64Array.of(1n, 4n) },
      ],
    },
  ],
});
