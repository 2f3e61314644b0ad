import { layerNorm, type Params } from "@transonnx/core";
import { type Tensor, transpose } from "@transonnx/graph";

/** What SamLayerNorm adds to the variance where no config says it. */
const EPSILON = 1e-6;

/** Layer normalisation of the channels of x[b, c, h, w] at every place. */
export const channelNorm = (p: Params, x: Tensor): Tensor =>
  transpose(layerNorm(p, transpose(x, [0, 2, 3, 1]), EPSILON), [0, 3, 1, 2]);
