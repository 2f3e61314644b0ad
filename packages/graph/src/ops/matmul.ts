import { allocateFloats, floatsOf, multiplyRows, transposed } from "../kernels/matmul.ts";
import { broadcastStrides, walk } from "../kernels/strided.ts";
import { apply } from "../operators/apply.ts";
import { sameDType } from "../operators/elementwise.ts";
import { primitive, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import type { Dim } from "../types/dim.ts";
import { isFloat } from "../types/dtype.ts";
import { fromNumbers } from "../types/ndarray.ts";
import { broadcast, sizeOf } from "../types/shape.ts";

/** Vectors are a row on the left and a column on the right; what was added is taken away from the result. */
function matrices(a: readonly Dim[], b: readonly Dim[]) {
  if (a.length === 0 || b.length === 0) throw new Error("a scalar is no matrix");
  const left = a.length === 1 ? [1, ...a] : a;
  const right = b.length === 1 ? [...b, 1] : b;
  if (left.at(-1) !== right.at(-2)) throw new Error(`inner dimensions ${left.at(-1)} and ${right.at(-2)} differ`);
  const batch = broadcast(left.slice(0, -2), right.slice(0, -2));
  const shape = [...batch, ...(a.length === 1 ? [] : [left.at(-2)!]), ...(b.length === 1 ? [] : [right.at(-1)!])];
  return { left, right, batch, shape };
}

type Matrices = ReturnType<typeof matrices>;

export const MatMul = primitive({
  name: "MatMul",
  since: 13,
  inputs: ["A", "B"],
  outputs: ["Y"],
  attributes: {},
  infer([a, b]) {
    sameDType(a!, b!);
    return { dtype: a!.dtype, shape: matrices(a!.shape, b!.shape).shape };
  },
});

export const matmul = (a: Tensor, b: Tensor): Tensor => apply(MatMul, [a, b]);

export const MatMulReference = reference(MatMul, {
  doc: "Matrix product over the last two axes; the axes before them broadcast.",
  evaluate([a, b]) {
    const { left, right, batch, shape } = matrices(a!.shape, b!.shape) as { [K in keyof Matrices]: number[] };
    const [m, k, n] = [left.at(-2)!, left.at(-1)!, right.at(-1)!];
    const [x, y] = [floatsOf(a!), floatsOf(b!)];
    const out = allocateFloats(a!.dtype, sizeOf(shape));
    const strides = [left, right].map((s) => broadcastStrides(s.slice(0, -2), batch));
    let columns = y;
    let transposedMatrix = -1;
    walk(batch, strides, (i, [p, q]) => {
      const rows = x.subarray(p! * m * k, (p! + 1) * m * k);
      if (q !== transposedMatrix) columns = transposed(y.subarray(q! * k * n, (q! + 1) * k * n), k, n);
      transposedMatrix = q!;
      multiplyRows(rows, columns, out.subarray(i * m * n, (i + 1) * m * n), m, n, k);
    });
    return { dtype: a!.dtype, shape, data: isFloat(a!.dtype) ? out : fromNumbers(a!.dtype, out) };
  },
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: ["b", 2, 3] },
        { dtype: "float32", shape: [3, 4] },
      ],
    },
    {
      inputs: [
        { dtype: "float32", shape: ["b", 1, 5, 3] },
        { dtype: "float32", shape: [2, 3, 7] },
      ],
    },
  ],
});
