import { apply } from "../operators/apply.ts";
import { int } from "../operators/attributes.ts";
import { primitive, reference } from "../operators/operator.ts";
import { ints, sizes } from "../tensors/constant.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { type Dim, divideDims, multiplyDims } from "../types/dim.ts";
import { toNumbers } from "../types/ndarray.ts";
import { sameShape, sizeOfDims } from "../types/shape.ts";

/** The shape that a target stands for: 0 copies the input's size (unless allowzero), -1 takes what is left. */
function resolve(from: readonly Dim[], target: readonly Dim[], allowzero: number): Dim[] {
  const copied = target.map((d, i) => {
    if (d !== 0 || allowzero) return d;
    if (i >= from.length)
      throw new Error(`target [${target.join(", ")}] copies axis ${i} of a rank ${from.length} input`);
    return from[i]!;
  });
  const open = copied.indexOf(-1);
  const fixed = multiplyDims(...copied.filter((_, i) => i !== open));
  const whole = sizeOfDims(from);
  if (open >= 0) {
    const left = divideDims(whole, fixed);
    if (left === undefined) throw new Error(`${whole} elements do not divide into [${target.join(", ")}]`);
    copied[open] = left;
  } else if (fixed !== whole)
    throw new Error(`${whole} elements do not fit into [${target.join(", ")}], which has ${fixed}`);
  return copied;
}

export const Reshape = primitive({
  name: "Reshape",
  since: 13,
  inputs: ["data", "shape"],
  outputs: ["reshaped"],
  attributes: { allowzero: int(0, { since: 14 }) },
  infer([x, shape], { allowzero }) {
    if (!shape!.elements) throw new Error("the target shape must be known while the graph is built: use sizes()");
    const type = { dtype: x!.dtype, shape: resolve(x!.shape, shape!.elements, allowzero) };
    return x!.elements && type.shape.length <= 1 ? { ...type, elements: x!.elements } : type;
  },
});

/**
 * The same elements in another shape, written with the sizes themselves. The target becomes a constant where 0 and -1
 * can express it; else the sizes are computed when the graph runs. A shape that is there already costs nothing.
 */
export function reshape(x: Tensor, shape: readonly Dim[]): Tensor {
  const from = x.type.shape;
  if (sameShape(from, shape)) return x;
  return apply(Reshape, [x, reshapeTarget(from, shape)]);
}

/** The second input of a Reshape between two known shapes. */
export function reshapeTarget(from: readonly Dim[], shape: readonly Dim[]): Tensor {
  const target = shape.map((d, i) => (typeof d === "string" && d === from[i] ? 0 : d));
  const symbols = target.filter((d) => typeof d === "string");
  if (symbols.length > 1) return sizes(shape);
  return ints(...target.map((d) => (typeof d === "string" ? -1 : d)));
}

export const ReshapeReference = reference(Reshape, {
  doc: "The same elements in another shape: 0 copies a size of the input, -1 takes what is left.",
  evaluate: ([x, shape], { allowzero }) => ({
    ...x!,
    shape: resolve(x!.shape, Array.from(toNumbers(shape!)), allowzero) as number[],
  }),
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: ["b", 6] },
        { dtype: "int64", shape: [3], data: BigInt64Array.of(0n, 2n, -1n) },
      ],
    },
  ],
});
