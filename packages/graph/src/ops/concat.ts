import { copyRun } from "../kernels/copy.ts";
import { apply } from "../operators/apply.ts";
import { int } from "../operators/attributes.ts";
import { sameDType } from "../operators/elementwise.ts";
import { primitive, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { addDims, type Dim } from "../types/dim.ts";
import { allocate, type NumericData } from "../types/dtype.ts";
import { normalizeAxis, sizeOf } from "../types/shape.ts";

function joined(shapes: readonly (readonly Dim[])[], axis: number): Dim[] {
  const [first] = shapes;
  const at = normalizeAxis(axis, first!.length);
  for (const shape of shapes)
    if (shape.length !== first!.length || shape.some((d, i) => i !== at && d !== first![i]))
      throw new Error(`[${shape.join(", ")}] and [${first!.join(", ")}] differ outside of axis ${axis}`);
  return first!.map((d, i) => (i === at ? addDims(...shapes.map((s) => s[at]!)) : d));
}

export const Concat = primitive({
  name: "Concat",
  since: 13,
  inputs: ["inputs..."],
  outputs: ["concat_result"],
  attributes: { axis: int() },
  infer(inputs, { axis }) {
    for (const x of inputs) sameDType(inputs[0]!, x);
    const type = {
      dtype: inputs[0]!.dtype,
      shape: joined(
        inputs.map((x) => x.shape),
        axis,
      ),
    };
    const known = inputs.every((x) => x.elements && x.shape.length === 1);
    return known ? { ...type, elements: inputs.flatMap((x) => x.elements!) } : type;
  },
});

export const concat = (inputs: readonly Tensor[], axis: number): Tensor =>
  inputs.length === 1 ? inputs[0]! : apply(Concat, inputs, { axis });

export const ConcatReference = reference(Concat, {
  doc: "Joins tensors along an axis.",
  evaluate(inputs, { axis }) {
    const shape = joined(
      inputs.map((x) => x.shape),
      axis,
    ) as number[];
    const at = normalizeAxis(axis, shape.length);
    const outer = sizeOf(shape.slice(0, at));
    const data = allocate(inputs[0]!.dtype, sizeOf(shape)) as NumericData as Float32Array;
    const row = sizeOf(shape.slice(at));
    let start = 0;
    for (const x of inputs) {
      const length = sizeOf(x.shape.slice(at));
      for (let o = 0; o < outer; o++) copyRun(x.data as Float32Array, o * length, data, o * row + start, length);
      start += length;
    }
    return { dtype: inputs[0]!.dtype, shape, data };
  },
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: [2, "n"] },
        { dtype: "float32", shape: [2, 3] },
      ],
      attributes: { axis: 1 },
    },
  ],
});
