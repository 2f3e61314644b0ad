import { apply } from "../operators/apply.ts";
import { composite, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { spatialAxes } from "./channels.ts";
import { reduceMean } from "./reduce-mean.ts";

export const GlobalAveragePool = composite({
  name: "GlobalAveragePool",
  since: 13,
  inputs: ["X"],
  outputs: ["Y"],
  attributes: {},
  expand: ([x]) => reduceMean(x!, spatialAxes(x!)),
});

/** x[b, c, …] -> [b, c, 1, …]. */
export const globalAveragePool = (x: Tensor): Tensor => apply(GlobalAveragePool, [x]);

export const GlobalAveragePoolReference = reference(GlobalAveragePool, {
  doc: "The mean of each channel; the axes after the second are left with size 1.",
  samples: [{ inputs: [{ dtype: "float32", shape: ["b", 3, "h", 5] }] }],
});
