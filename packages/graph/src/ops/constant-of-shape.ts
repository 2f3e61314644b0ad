import { apply } from "../operators/apply.ts";
import { tensor } from "../operators/attributes.ts";
import { primitive, reference } from "../operators/operator.ts";
import { sizes } from "../tensors/constant.ts";
import type { Tensor } from "../tensors/tensor.ts";
import type { Dim } from "../types/dim.ts";
import { allocate, type DType, type NumericData } from "../types/dtype.ts";
import { arrayOf, type NDArray, toNumbers } from "../types/ndarray.ts";
import { sizeOf } from "../types/shape.ts";

const zero: NDArray = arrayOf("float32", [1], [0]);

export const ConstantOfShape = primitive({
  name: "ConstantOfShape",
  since: 13,
  inputs: ["input"],
  outputs: ["output"],
  attributes: { value: tensor(undefined) },
  infer([shape], { value = zero }) {
    if (!shape!.elements) throw new Error("the shape must be known while the graph is built: use sizes()");
    if (value.data.length !== 1) throw new Error(`value must hold one element, got ${value.data.length}`);
    return { dtype: value.dtype, shape: shape!.elements };
  },
});

/** A tensor of the shape, every element of it the value. */
export const full = (shape: readonly Dim[], value: number, dtype: Exclude<DType, "string"> = "float32"): Tensor =>
  apply(ConstantOfShape, [sizes(shape)], { value: arrayOf(dtype, [1], [value]) });

export const ConstantOfShapeReference = reference(ConstantOfShape, {
  doc: "A tensor of the given shape, every element of it the one of value: 0 in float32 where value is absent.",
  evaluate([target], { value = zero }) {
    const shape = Array.from(toNumbers(target!));
    const data = allocate(value.dtype, sizeOf(shape)) as NumericData as Float32Array;
    return { dtype: value.dtype, shape, data: data.fill((value.data as Float32Array)[0]!) };
  },
  samples: [
    { inputs: [{ dtype: "int64", shape: [2], data: BigInt64Array.of(2n, 3n) }] },
    {
      inputs: [{ dtype: "int64", shape: [1], data: BigInt64Array.of(4n) }],
      attributes: { value: arrayOf("int64", [1], [7]) },
    },
  ],
});
