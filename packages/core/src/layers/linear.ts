import { gemm, reshape, scoped, sizeOfDims, type Tensor } from "@transonnx/graph";
import type { Params } from "../params/params.ts";

/** A layer's width: the last size, which a model always knows. */
export function widthOf(x: Tensor): number {
  const width = x.type.shape.at(-1);
  if (typeof width !== "number") throw new Error(`the last axis must have a known size, got ${width}`);
  return width;
}

/**
 * x[…, in] times weight[out, in] transposed, plus bias[out] -> […, out]. The rows are multiplied as one matrix with
 * the weight as the checkpoint stores it; with `transposed: false` that is [in, out].
 */
export function affine(x: Tensor, weight: Tensor, bias?: Tensor, options?: { readonly transposed: boolean }): Tensor {
  const rows = x.type.shape.slice(0, -1);
  const y = gemm(reshape(x, [sizeOfDims(rows), widthOf(x)]), weight, bias, options); // [b*t, out]
  return reshape(y, [...rows, widthOf(y)]); // [b, t, out]
}

/** x[…, in] through the layer whose `weight`[in, out] and `bias`[out] lie at `p`: transformers' Conv1D, GPT's linear layer. */
export const conv1d = (p: Params, x: Tensor, out: number): Tensor =>
  scoped(p.path, () => affine(x, p.get("weight", [widthOf(x), out]), p.get("bias", [out]), { transposed: false }));

/** x[…, in] through the layer whose `weight`[out, in] and `bias`[out] lie at `p` -> […, out]. */
export const linear = (p: Params, x: Tensor, out: number, { bias = true } = {}): Tensor =>
  scoped(p.path, () => affine(x, p.get("weight", [out, widthOf(x)]), bias ? p.get("bias", [out]) : undefined));
