import { apply } from "../operators/apply.ts";
import { primitive } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Identity = primitive({
  name: "Identity",
  since: 13,
  doc: "The tensor itself.",
  inputs: ["input"],
  outputs: ["output"],
  attributes: {},
  infer: ([x]) => x!,
  evaluate: ([x]) => x!,
  samples: [{ inputs: [{ dtype: "float32", shape: ["n", 3] }] }],
});

export const identity = (x: Tensor): Tensor => apply(Identity, [x]);
