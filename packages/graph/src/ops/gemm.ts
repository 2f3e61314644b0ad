import { allocateFloats, multiplyRows, transposed } from "../kernels/matmul.ts";
import { broadcastStrides, gatherStrided } from "../kernels/strided.ts";
import { apply } from "../operators/apply.ts";
import { float, int } from "../operators/attributes.ts";
import { sameDType } from "../operators/elementwise.ts";
import { primitive, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { isFloat } from "../types/dtype.ts";
import { fromNumbers, toNumbers } from "../types/ndarray.ts";
import { broadcast } from "../types/shape.ts";
import type { KnownType } from "../types/tensor-type.ts";

function sizes(a: KnownType, b: KnownType, transA: number, transB: number) {
  if (a.shape.length !== 2 || b.shape.length !== 2) throw new Error("A and B must be matrices");
  const [m, k] = transA ? [a.shape[1]!, a.shape[0]!] : [a.shape[0]!, a.shape[1]!];
  const [l, n] = transB ? [b.shape[1]!, b.shape[0]!] : [b.shape[0]!, b.shape[1]!];
  if (k !== l) throw new Error(`inner dimensions ${k} and ${l} differ`);
  return [m, n, k] as const;
}

export const Gemm = primitive({
  name: "Gemm",
  since: 13,
  inputs: ["A", "B", "C?"],
  outputs: ["Y"],
  attributes: { alpha: float(1), beta: float(1), transA: int(0), transB: int(0) },
  infer([a, b, c], { transA, transB }) {
    sameDType(a!, b!);
    const [m, n] = sizes(a!, b!, transA, transB);
    if (c && broadcast(c.shape, [m, n]).join() !== [m, n].join())
      throw new Error(`C [${c.shape.join(", ")}] does not broadcast to [${m}, ${n}]`);
    return { dtype: a!.dtype, shape: [m, n] };
  },
});

/**
 * x[m, k] times weight[n, k] transposed, plus bias[n]: a linear layer on rows, with the weight as checkpoints store it. With
 * `transposed: false` the weight is [k, n].
 */
export const gemm = (x: Tensor, weight: Tensor, bias?: Tensor, { transposed = true } = {}): Tensor =>
  apply(Gemm, [x, weight, bias], { transB: transposed ? 1 : 0 });

export const GemmReference = reference(Gemm, {
  doc: "alpha * A' * B' + beta * C for matrices, each transposed on request; C broadcasts to the result.",
  evaluate([a, b, c], { alpha, beta, transA, transB }) {
    const [m, n, k] = sizes(a!, b!, transA, transB) as readonly number[] as [number, number, number];
    const [x, y] = [toNumbers(a!) as Float32Array, toNumbers(b!) as Float32Array];
    const out = allocateFloats(a!.dtype, m * n);
    multiplyRows(transA ? transposed(x, k, m) : x, transB ? y : transposed(y, k, n), out, m, n, k);
    if (c) {
      const bias = toNumbers(gatherStrided(c, [m, n], broadcastStrides(c.shape, [m, n])));
      for (let i = 0; i < out.length; i++) out[i] = alpha * out[i]! + beta * bias[i]!;
    } else if (alpha !== 1) for (let i = 0; i < out.length; i++) out[i]! *= alpha;
    return { dtype: a!.dtype, shape: [m, n], data: isFloat(a!.dtype) ? out : fromNumbers(a!.dtype, out) };
  },
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: ["n", 3] },
        { dtype: "float32", shape: [4, 3] },
        { dtype: "float32", shape: [4] },
      ],
      attributes: { transB: 1 },
    },
  ],
});
