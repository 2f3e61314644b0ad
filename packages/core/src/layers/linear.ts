import { gemm, reshape, scoped, sizeOfDims, type Tensor } from "@transonnx/graph";
import type { Params } from "../params/params.ts";

/** A layer's width: the last size, which a model always knows. */
export function widthOf(x: Tensor): number {
  const width = x.type.shape.at(-1);
  if (typeof width !== "number") throw new Error(`the last axis must have a known size, got ${width}`);
  return width;
}

/**
 * x[…, in] times `weight`[out, in] transposed, plus `bias`[out] -> [.., out]. The rows are multiplied as one matrix with
 * the weight as the checkpoint stores it.
 */
export const linear = (p: Params, x: Tensor, out: number, { bias = true } = {}): Tensor =>
  scoped(p.path, () => {
    const rows = x.type.shape.slice(0, -1);
    const width = widthOf(x);
    const y = gemm(
      reshape(x, [sizeOfDims(rows), width]), // [b*t, in]
      p.get("weight", [out, width]),
      bias ? p.get("bias", [out]) : undefined,
    );
    return reshape(y, [...rows, out]); // [b, t, out]
  });
