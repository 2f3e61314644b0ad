import { layerNormalization, rmsNormalization, scoped, type Tensor } from "@transonnx/graph";
import type { Params } from "../params/params.ts";
import { widthOf } from "./linear.ts";

/** Layer normalisation of the last axis. Checkpoints converted from TensorFlow call `weight` `gamma` and `bias` `beta`. */
export const layerNorm = (p: Params, x: Tensor, epsilon: number): Tensor =>
  scoped(p.path, () => {
    const width = [widthOf(x)];
    return layerNormalization(x, p.get(["weight", "gamma"], width), p.get(["bias", "beta"], width), epsilon);
  });

/** The last axis scaled to a root mean square of 1, times `weight`. */
export const rmsNorm = (p: Params, x: Tensor, epsilon: number): Tensor =>
  scoped(p.path, () => rmsNormalization(x, p.get("weight", [widthOf(x)]), epsilon));
