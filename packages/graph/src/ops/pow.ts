import { zipElements } from "../kernels/elementwise.ts";
import { apply } from "../operators/apply.ts";
import { type Operand, scalarLike } from "../operators/elementwise.ts";
import { primitive, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { broadcast } from "../types/shape.ts";

export const Pow = primitive({
  name: "Pow",
  since: 13,
  inputs: ["X", "Y"],
  outputs: ["Z"],
  attributes: {},
  elementwise: true,
  infer: ([x, y]) => ({ dtype: x!.dtype, shape: broadcast(x!.shape, y!.shape) }),
});

export const pow = (x: Tensor, y: Operand): Tensor => apply(Pow, [x, typeof y === "number" ? scalarLike(y, x) : y]);

export const PowReference = reference(Pow, {
  doc: "X to the power of Y, with broadcasting, in the dtype of X.",
  evaluate: ([x, y]) => zipElements(x!, y!, (a, b) => a ** b),
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: ["n", 3] },
        { dtype: "float32", shape: [] },
      ],
    },
  ],
});
