import { zipElements } from "../kernels/elementwise.ts";
import { apply } from "../operators/apply.ts";
import { int } from "../operators/attributes.ts";
import { type Operand, sameDType, scalarLike } from "../operators/elementwise.ts";
import { primitive, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { isFloat } from "../types/dtype.ts";
import { broadcast } from "../types/shape.ts";

export const Mod = primitive({
  name: "Mod",
  since: 13,
  inputs: ["A", "B"],
  outputs: ["C"],
  attributes: { fmod: int(0) },
  elementwise: true,
  infer([a, b], { fmod }) {
    sameDType(a!, b!);
    if (isFloat(a!.dtype) && fmod !== 1) throw new Error(`the remainder of ${a!.dtype} needs fmod = 1`);
    return { dtype: a!.dtype, shape: broadcast(a!.shape, b!.shape) };
  },
});

/** Of integers, the sign of the result is b's; of floats, a's. */
export const mod = (a: Tensor, b: Operand): Tensor =>
  apply(Mod, [a, typeof b === "number" ? scalarLike(b, a) : b], { fmod: isFloat(a.type.dtype) ? 1 : 0 });

export const ModReference = reference(Mod, {
  doc: "Remainder, with broadcasting: its sign is the divisor's, or with fmod = 1, which floats need, the dividend's.",
  evaluate: ([a, b], { fmod }) =>
    fmod === 1 ? zipElements(a!, b!, (x, y) => x % y) : zipElements(a!, b!, (x, y) => x - y * Math.floor(x / y)),
  samples: [
    {
      inputs: [
        { dtype: "int64", shape: ["n"] },
        { dtype: "int64", shape: [], data: BigInt64Array.of(-3n) },
      ],
    },
    {
      inputs: [
        { dtype: "float32", shape: ["n", 3] },
        { dtype: "float32", shape: [3] },
      ],
      attributes: { fmod: 1 },
    },
  ],
});
