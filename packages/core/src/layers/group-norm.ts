import { groupNormalization, scoped, type Tensor } from "@transonnx/graph";
import type { Params } from "../params/params.ts";
import { channelsOf } from "./convolution.ts";

/** PyTorch's GroupNorm: the channels of x[b, c, …] normalised in groups, then scaled and shifted each. */
export const groupNorm = (p: Params, x: Tensor, groups: number, epsilon = 1e-5): Tensor =>
  scoped(p.path, () => {
    const vector = (name: string) => p.get(name, [channelsOf(x)]);
    return groupNormalization(x, groups, vector("weight"), vector("bias"), epsilon);
  });
