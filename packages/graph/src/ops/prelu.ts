import { zipElements } from "../kernels/elementwise.ts";
import { apply } from "../operators/apply.ts";
import { sameDType } from "../operators/elementwise.ts";
import { primitive, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { broadcast } from "../types/shape.ts";
import { showType } from "../types/tensor-type.ts";

export const PRelu = primitive({
  name: "PRelu",
  since: 13,
  inputs: ["X", "slope"],
  outputs: ["Y"],
  attributes: {},
  elementwise: true,
  infer([x, slope]) {
    sameDType(x!, slope!);
    if (broadcast(x!.shape, slope!.shape).join() !== x!.shape.join())
      throw new Error(`the slope ${showType(slope!)} does not broadcast to ${showType(x!)}`);
    return { dtype: x!.dtype, shape: x!.shape };
  },
});

export const prelu = (x: Tensor, slope: Tensor): Tensor => apply(PRelu, [x, slope]);

export const PReluReference = reference(PRelu, {
  doc: "x above 0, slope * x below; the slope broadcasts to X.",
  evaluate: ([x, slope]) => zipElements(x!, slope!, (a, s) => (a < 0 ? a * s : a)),
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: ["n", 3] },
        { dtype: "float32", shape: [3] },
      ],
    },
  ],
});
