import { apply } from "../operators/apply.ts";
import { composite } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { spatialAxes } from "./channels.ts";
import { reduceMean } from "./reduce-mean.ts";

export const GlobalAveragePool = composite({
  name: "GlobalAveragePool",
  since: 13,
  doc: "The mean of each channel; the axes after the second are left with size 1.",
  inputs: ["X"],
  outputs: ["Y"],
  attributes: {},
  expand: ([x]) => reduceMean(x!, spatialAxes(x!)),
  samples: [{ inputs: [{ dtype: "float32", shape: ["b", 3, "h", 5] }] }],
});

/** x[b, c, …] -> [b, c, 1, …]. */
export const globalAveragePool = (x: Tensor): Tensor => apply(GlobalAveragePool, [x]);
