import { castArray } from "../kernels/cast.ts";
import { apply } from "../operators/apply.ts";
import { int, string } from "../operators/attributes.ts";
import { primitive, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import type { Dim } from "../types/dim.ts";
import type { DType } from "../types/dtype.ts";
import { dtypeFromNumber, numberOfDType } from "../types/dtype-number.ts";

const whole = (dim: Dim): Dim => (typeof dim === "number" ? Math.trunc(dim) : dim);

export const Cast = primitive({
  name: "Cast",
  since: 13,
  inputs: ["input"],
  outputs: ["output"],
  attributes: {
    to: int(),
    saturate: int(1, { since: 19 }),
    round_mode: string("up", { since: 24 }),
  },
  infer: ([x], { to }) => {
    const type = { dtype: dtypeFromNumber(to), shape: x!.shape };
    return type.dtype === "int64" && x!.elements ? { ...type, elements: x!.elements.map(whole) } : type;
  },
});

/** The tensor itself where it has the dtype already. */
export const cast = (x: Tensor, to: DType): Tensor =>
  x.type.dtype === to ? x : apply(Cast, [x], { to: numberOfDType(to) });

export const CastReference = reference(Cast, {
  doc: "The elements in another dtype: floats are truncated towards zero to integers, anything but 0 is true.",
  evaluate: ([x], { to }) => castArray(x!, dtypeFromNumber(to)),
  samples: [
    { inputs: [{ dtype: "int64", shape: ["n"] }], attributes: { to: 1 } },
    { inputs: [{ dtype: "float32", shape: ["n"] }], attributes: { to: 9 } },
  ],
});
