import { type Params, rmsNorm, widthOf } from "@transonnx/core";
import { reshape, type Tensor } from "@transonnx/graph";

/** RMS normalisation of each packed head of x[b, s, n*d] by the weight[d] at `p`. https://arxiv.org/abs/2010.04245 */
export function headNorm(p: Params, x: Tensor, heads: number, epsilon: number): Tensor {
  const { shape } = x.type;
  const d = widthOf(x) / heads;
  const split = reshape(x, [...shape.slice(0, -1), heads, d]); // [b, s, n, d]
  return reshape(rmsNorm(p, split, epsilon), shape);
}
