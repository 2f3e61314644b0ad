import { apply } from "../operators/apply.ts";
import { primitive, reference } from "../operators/operator.ts";
import { ints } from "../tensors/constant.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { toNumbers } from "../types/ndarray.ts";
import { normalizeAxis } from "../types/shape.ts";

function widened<D>(shape: readonly D[], axes: readonly number[]): (D | 1)[] {
  const rank = shape.length + axes.length;
  const added = new Set(axes.map((a) => normalizeAxis(a, rank)));
  if (added.size !== axes.length) throw new Error(`axes [${axes.join(", ")}] name an axis twice`);
  const rest = shape.values();
  return Array.from({ length: rank }, (_, i) => (added.has(i) ? 1 : (rest.next().value as D)));
}

export const Unsqueeze = primitive({
  name: "Unsqueeze",
  since: 13,
  inputs: ["data", "axes"],
  outputs: ["expanded"],
  attributes: {},
  infer([x, axes]) {
    if (!axes!.elements) throw new Error("the axes must be known while the graph is built");
    const type = { dtype: x!.dtype, shape: widened(x!.shape, axes!.elements as number[]) };
    return x!.elements && type.shape.length <= 1 ? { ...type, elements: x!.elements } : type;
  },
});

export const unsqueeze = (x: Tensor, ...axes: readonly number[]): Tensor => apply(Unsqueeze, [x, ints(...axes)]);

export const UnsqueezeReference = reference(Unsqueeze, {
  doc: "Inserts axes of size 1 at the given places of the output.",
  evaluate: ([x, axes]) => ({ ...x!, shape: widened(x!.shape, Array.from(toNumbers(axes!))) }),
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: ["b", 6] },
        { dtype: "int64", shape: [2], data: BigInt64Array.of(1n, 2n) },
      ],
    },
  ],
});
