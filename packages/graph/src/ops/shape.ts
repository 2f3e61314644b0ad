import { apply } from "../operators/apply.ts";
import { int } from "../operators/attributes.ts";
import { primitive, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { arrayOf } from "../types/ndarray.ts";

/** Bounds beyond an end are moved to it. */
function part<D>(shape: readonly D[], start: number, end: number | undefined): readonly D[] {
  return shape.slice(start < -shape.length ? 0 : start, end ?? shape.length);
}

export const Shape = primitive({
  name: "Shape",
  since: 13,
  inputs: ["data"],
  outputs: ["shape"],
  attributes: { start: int(0, { since: 15 }), end: int(undefined, { since: 15 }) },
  infer([x], { start, end }) {
    const elements = part(x!.shape, start, end);
    return { dtype: "int64", shape: [elements.length], elements };
  },
});

/** Model code writes sizes as dims and never needs this; it is what they become when a graph is lowered. */
export const shapeOf = (x: Tensor, start = 0, end?: number): Tensor =>
  apply(Shape, [x], end === undefined ? { start } : { start, end });

export const ShapeReference = reference(Shape, {
  doc: "The sizes of a tensor as an int64 vector, from axis start up to axis end.",
  evaluate([x], { start, end }) {
    const sizes = part(x!.shape, start, end);
    return arrayOf("int64", [sizes.length], sizes);
  },
  samples: [{ inputs: [{ dtype: "float32", shape: ["b", 6] }], attributes: { start: 1 } }],
});
