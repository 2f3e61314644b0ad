import { apply } from "../operators/apply.ts";
import { composite, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { spatialAxes } from "./channels.ts";
import { reduceMax } from "./reduce-max.ts";

export const GlobalMaxPool = composite({
  name: "GlobalMaxPool",
  since: 13,
  inputs: ["X"],
  outputs: ["Y"],
  attributes: {},
  expand: ([x]) => reduceMax(x!, spatialAxes(x!)),
});

/** x[b, c, …] -> [b, c, 1, …]. */
export const globalMaxPool = (x: Tensor): Tensor => apply(GlobalMaxPool, [x]);

export const GlobalMaxPoolReference = reference(GlobalMaxPool, {
  doc: "The largest element of each channel; the axes after the second are left with size 1.",
  samples: [{ inputs: [{ dtype: "float32", shape: ["b", 3, "h", 5] }] }],
});
