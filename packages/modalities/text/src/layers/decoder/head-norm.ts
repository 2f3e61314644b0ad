import { type Params, rmsNorm, widthOf } from "@transonnx/core";
import { reshape, type Tensor } from "@transonnx/graph";

/** What `f` makes of the heads of x[b, s, n*d], unpacked as [b, s, n, d]; its result has the same shape. */
export function perHead(x: Tensor, heads: number, f: (x: Tensor) => Tensor): Tensor {
  const { shape } = x.type;
  return reshape(f(reshape(x, [...shape.slice(0, -1), heads, widthOf(x) / heads])), shape);
}

/** RMS normalisation of each packed head of x[b, s, n*d] by the weight[d] at `p`. https://arxiv.org/abs/2010.04245 */
export const headNorm = (p: Params, x: Tensor, heads: number, epsilon: number): Tensor =>
  perHead(x, heads, (y) => rmsNorm(p, y, epsilon));
