import { apply } from "../operators/apply.ts";
import { int } from "../operators/attributes.ts";
import { primitive } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { allocate } from "../types/dtype.ts";
import { toNumbers } from "../types/ndarray.ts";
import { normalizeAxis, sizeOf } from "../types/shape.ts";

export const Softmax = primitive({
  name: "Softmax",
  since: 13,
  doc: "exp(x) divided by its sum along the axis.",
  inputs: ["input"],
  outputs: ["output"],
  attributes: { axis: int(-1) },
  infer([x], { axis }) {
    normalizeAxis(axis, x!.shape.length);
    return { dtype: x!.dtype, shape: x!.shape };
  },
  evaluate([x], { axis }) {
    const at = normalizeAxis(axis, x!.shape.length);
    const [n, stride] = [x!.shape[at]!, sizeOf(x!.shape.slice(at + 1))];
    const from = toNumbers(x!);
    const data = allocate(x!.dtype, from.length) as Float32Array;
    for (let start = 0; start < from.length; start += n * stride)
      for (let s = start; s < start + stride; s++) {
        let top = Number.NEGATIVE_INFINITY;
        for (let i = 0; i < n; i++) top = Math.max(top, from[s + i * stride]!);
        let sum = 0;
        for (let i = 0; i < n; i++) sum += Math.exp(from[s + i * stride]! - top);
        for (let i = 0; i < n; i++) data[s + i * stride] = Math.exp(from[s + i * stride]! - top) / sum;
      }
    return { dtype: x!.dtype, shape: x!.shape, data };
  },
  samples: [{ inputs: [{ dtype: "float32", shape: ["n", 5] }] }],
});

export const softmax = (x: Tensor, axis = -1): Tensor => apply(Softmax, [x], { axis });
