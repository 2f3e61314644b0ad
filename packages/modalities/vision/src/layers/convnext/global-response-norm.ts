import { type Params, widthOf } from "@transonnx/core";
import { add, div, mul, reduceMean, reduceSum, scoped, sqrt, type Tensor } from "@transonnx/graph";

const EPSILON = 1e-6;

/**
 * Global response normalisation (https://arxiv.org/abs/2301.00808) of x[b, h, w, c]: each channel is weighed by its strength over
 * the whole picture against that of all channels, and added to what it was.
 */
export const globalResponseNorm = (p: Params, x: Tensor): Tensor =>
  scoped(p.path, () => {
    const width = widthOf(x);
    const vector = (name: string) => p.get(name, [1, 1, 1, width]);
    // Axis by axis: ONNX Runtime takes nine times as long for both at once, as for ReduceL2.
    const strength = sqrt(reduceSum(reduceSum(mul(x, x), [2]), [1])); // [b, 1, 1, c]
    const share = div(strength, add(reduceMean(strength, [-1]), EPSILON));
    return add(mul(x, add(mul(vector("weight"), share), 1)), vector("bias"));
  });
