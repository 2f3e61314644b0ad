import { apply } from "../operators/apply.ts";
import { primitive, reference } from "../operators/operator.ts";
import { ints } from "../tensors/constant.ts";
import type { Tensor } from "../tensors/tensor.ts";
import type { Dim } from "../types/dim.ts";
import { toNumbers } from "../types/ndarray.ts";
import { normalizeAxis } from "../types/shape.ts";

function narrowed<D extends Dim>(shape: readonly D[], axes: readonly number[] | undefined): D[] {
  const gone = axes ? axes.map((a) => normalizeAxis(a, shape.length)) : shape.flatMap((d, i) => (d === 1 ? [i] : []));
  for (const axis of gone) if (shape[axis] !== 1) throw new Error(`axis ${axis} has size ${shape[axis]}, not 1`);
  return shape.filter((_, i) => !gone.includes(i));
}

export const Squeeze = primitive({
  name: "Squeeze",
  since: 13,
  inputs: ["data", "axes?"],
  outputs: ["squeezed"],
  attributes: {},
  infer([x, axes]) {
    if (axes && !axes.elements) throw new Error("the axes must be known while the graph is built");
    const type = { dtype: x!.dtype, shape: narrowed(x!.shape, axes?.elements as number[] | undefined) };
    return x!.elements ? { ...type, elements: x!.elements } : type;
  },
});

export const squeeze = (x: Tensor, ...axes: readonly number[]): Tensor => apply(Squeeze, [x, ints(...axes)]);

export const SqueezeReference = reference(Squeeze, {
  doc: "Takes away axes of size 1: those named, or all.",
  evaluate: ([x, axes]) => ({ ...x!, shape: narrowed(x!.shape, axes && Array.from(toNumbers(axes))) }),
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: ["b", 1] },
        { dtype: "int64", shape: [1], data: BigInt64Array.of(-1n) },
      ],
    },
  ],
});
