import { apply } from "../operators/apply.ts";
import { composite } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { spatialAxes } from "./channels.ts";
import { reduceMax } from "./reduce-max.ts";

export const GlobalMaxPool = composite({
  name: "GlobalMaxPool",
  since: 13,
  doc: "The largest element of each channel; the axes after the second are left with size 1.",
  inputs: ["X"],
  outputs: ["Y"],
  attributes: {},
  expand: ([x]) => reduceMax(x!, spatialAxes(x!)),
  samples: [{ inputs: [{ dtype: "float32", shape: ["b", 3, "h", 5] }] }],
});

/** x[b, c, …] -> [b, c, 1, …]. */
export const globalMaxPool = (x: Tensor): Tensor => apply(GlobalMaxPool, [x]);
