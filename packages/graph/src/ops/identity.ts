import { apply } from "../operators/apply.ts";
import { primitive, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";

export const Identity = primitive({
  name: "Identity",
  since: 13,
  inputs: ["input"],
  outputs: ["output"],
  attributes: {},
  infer: ([x]) => x!,
});

export const identity = (x: Tensor): Tensor => apply(Identity, [x]);

export const IdentityReference = reference(Identity, {
  doc: "The tensor itself.",
  evaluate: ([x]) => x!,
  samples: [{ inputs: [{ dtype: "float32", shape: ["n", 3] }] }],
});
