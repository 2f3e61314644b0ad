import { constant, layerNormalization, rmsNormalization, scoped, type Tensor } from "@transonnx/graph";
import type { Params } from "../params/params.ts";
import { widthOf } from "./linear.ts";

/** Which parameters a layer normalization has. */
export interface LayerNormOptions {
  /** Whether what is normalised is multiplied by a `weight`. Default true. */
  readonly weight?: boolean;
  /** Whether a `bias` is added. Default: as `weight`. */
  readonly bias?: boolean;
}

/** Layer normalisation of the last axis. Checkpoints converted from TensorFlow call `weight` `gamma` and `bias` `beta`. */
export const layerNorm = (
  p: Params,
  x: Tensor,
  epsilon: number,
  { weight = true, bias = weight }: LayerNormOptions = {},
): Tensor =>
  scoped(p.path, () => {
    const width = widthOf(x);
    const scale = weight ? p.get(["weight", "gamma"], [width]) : ones(width);
    return layerNormalization(x, scale, bias ? p.get(["bias", "beta"], [width]) : undefined, epsilon);
  });

const ones = (width: number): Tensor =>
  constant({ dtype: "float32", shape: [width], data: new Float32Array(width).fill(1) });

/** The last axis scaled to a root mean square of 1, times `weight`. */
export const rmsNorm = (p: Params, x: Tensor, epsilon: number): Tensor =>
  scoped(p.path, () => rmsNormalization(x, p.get("weight", [widthOf(x)]), epsilon));
