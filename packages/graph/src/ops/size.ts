import { apply } from "../operators/apply.ts";
import { primitive, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { arrayOf } from "../types/ndarray.ts";
import { sizeOf, sizeOfDims } from "../types/shape.ts";

export const Size = primitive({
  name: "Size",
  since: 13,
  inputs: ["data"],
  outputs: ["size"],
  attributes: {},
  infer: ([x]) => ({ dtype: "int64", shape: [], elements: [sizeOfDims(x!.shape)] }),
});

/** Model code writes sizes as dims and never needs this. */
export const sizeOfTensor = (x: Tensor): Tensor => apply(Size, [x]);

export const SizeReference = reference(Size, {
  doc: "The number of elements as an int64 scalar.",
  evaluate: ([x]) => arrayOf("int64", [], [sizeOf(x!.shape)]),
  samples: [{ inputs: [{ dtype: "float32", shape: ["b", 6] }] }],
});
