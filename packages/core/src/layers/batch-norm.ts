import { batchNormalization, scoped, type Tensor } from "@transonnx/graph";
import type { Params } from "../params/params.ts";
import { channelsOf } from "./convolution.ts";

/** PyTorch's BatchNorm of a trained model: the channels of x[b, c, …] by their running statistics. */
export const batchNorm = (p: Params, x: Tensor, epsilon = 1e-5): Tensor =>
  scoped(p.path, () => {
    const vector = (name: string) => p.get(name, [channelsOf(x)]);
    return batchNormalization(
      x,
      { scale: vector("weight"), bias: vector("bias"), mean: vector("running_mean"), variance: vector("running_var") },
      epsilon,
    );
  });
