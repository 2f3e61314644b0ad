import { apply } from "../operators/apply.ts";
import { int } from "../operators/attributes.ts";
import { primitive, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { type Dim, multiplyDims } from "../types/dim.ts";

/** The axes before the given one become the rows, the others the columns; the axis may stand behind the last. */
function matrix(shape: readonly Dim[], axis: number): Dim[] {
  const rank = shape.length;
  if (!Number.isInteger(axis) || axis < -rank || axis > rank)
    throw new Error(`axis ${axis} is outside of rank ${rank}`);
  const at = axis < 0 ? axis + rank : axis;
  return [multiplyDims(...shape.slice(0, at)), multiplyDims(...shape.slice(at))];
}

export const Flatten = primitive({
  name: "Flatten",
  since: 13,
  inputs: ["input"],
  outputs: ["output"],
  attributes: { axis: int(1) },
  infer: ([x], { axis }) => ({ dtype: x!.dtype, shape: matrix(x!.shape, axis) }),
});

export const flatten = (x: Tensor, axis = 1): Tensor => apply(Flatten, [x], { axis });

export const FlattenReference = reference(Flatten, {
  doc: "The same elements as a matrix: the axes before `axis` are its rows, the others its columns.",
  evaluate: ([x], { axis }) => ({ ...x!, shape: matrix(x!.shape, axis) as number[] }),
  samples: [
    { inputs: [{ dtype: "float32", shape: ["b", 2, 3] }] },
    { inputs: [{ dtype: "float32", shape: [2, "n", 3] }], attributes: { axis: -1 } },
  ],
});
