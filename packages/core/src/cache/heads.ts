import { type Dim, divideDims, multiplyDims, reshape, type Tensor, transpose } from "@transonnx/graph";

/** x[b, t, n*d] -> [b, n, t, d]. */
export function splitHeads(x: Tensor, heads: number): Tensor {
  const [b, t, width] = x.type.shape as readonly [Dim, Dim, Dim];
  const d = divideDims(width, heads);
  if (d === undefined) throw new Error(`a width of ${width} is no multiple of ${heads} heads`);
  return transpose(reshape(x, [b, t, heads, d]), [0, 2, 1, 3]);
}

/** x[b, n, t, d] -> [b, t, n*d]. */
export function mergeHeads(x: Tensor): Tensor {
  const [b, n, t, d] = x.type.shape as readonly [Dim, Dim, Dim, Dim];
  return reshape(transpose(x, [0, 2, 1, 3]), [b, t, multiplyDims(n, d)]);
}
