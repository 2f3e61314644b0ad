import { applyAll } from "../operators/apply.ts";
import { int } from "../operators/attributes.ts";
import { primitive, reference } from "../operators/operator.ts";
import { sizes } from "../tensors/constant.ts";
import type { Tensor } from "../tensors/tensor.ts";
import type { Dim } from "../types/dim.ts";
import { allocate, type NumericData } from "../types/dtype.ts";
import { scalarOf } from "../types/ndarray.ts";
import { normalizeAxis, sizeOf } from "../types/shape.ts";

export const TopK = primitive({
  name: "TopK",
  since: 13,
  inputs: ["X", "K"],
  outputs: ["Values", "Indices"],
  attributes: { axis: int(-1), largest: int(1), sorted: int(1) },
  infer([x, k], { axis }) {
    const [count] = k!.elements ?? [];
    if (count === undefined) throw new Error("K must be known while the graph is built: use sizes()");
    const at = normalizeAxis(axis, x!.shape.length);
    const size = x!.shape[at]!;
    if (typeof count === "number" && typeof size === "number" && count > size)
      throw new Error(`K = ${count} is more than the ${size} elements of axis ${axis}`);
    const shape = x!.shape.with(at, count);
    return [
      { dtype: x!.dtype, shape },
      { dtype: "int64", shape },
    ];
  },
});

/** The `k` largest elements along an axis from the largest on, and where they stand. */
export function topK(x: Tensor, k: Dim, axis = -1): readonly [values: Tensor, indices: Tensor] {
  const [values, indices] = applyAll(TopK, [x, sizes([k])], { axis }, 2);
  return [values!, indices!];
}

export const TopKReference = reference(TopK, {
  doc: "The K largest (or smallest) elements along the axis, in order, and where they stand; of equal ones the first.",
  evaluate([x, k], { axis, largest }) {
    const at = normalizeAxis(axis, x!.shape.length);
    const [n, count] = [x!.shape[at]!, scalarOf(k!)];
    if (count > n) throw new Error(`K = ${count} is more than the ${n} elements of axis ${axis}`);
    const shape = x!.shape.with(at, count);
    const stride = sizeOf(x!.shape.slice(at + 1));
    const from = x!.data as Float32Array;
    const values = allocate(x!.dtype, sizeOf(shape)) as NumericData as Float32Array;
    const indices = allocate("int64", sizeOf(shape));
    const order = (a: number, b: number) => (a === b ? 0 : a > b === (largest === 1) ? -1 : 1);
    for (let line = 0; line < sizeOf(x!.shape.toSpliced(at, 1)); line++) {
      const [outer, inner] = [Math.floor(line / stride), line % stride];
      const element = (i: number) => from[(outer * n + i) * stride + inner]!;
      const places = Array.from({ length: n }, (_, i) => i).sort((i, j) => order(element(i), element(j)) || i - j);
      for (let i = 0; i < count; i++) {
        const to = (outer * count + i) * stride + inner;
        values[to] = element(places[i]!);
        indices[to] = BigInt(places[i]!);
      }
    }
    return [
      { dtype: x!.dtype, shape, data: values },
      { dtype: "int64", shape, data: indices },
    ];
  },
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: ["n", 6] },
        { dtype: "int64", shape: [1], data: BigInt64Array.of(3n) },
      ],
      outputs: 2,
    },
    {
      inputs: [
        { dtype: "float32", shape: [5, "n"] },
        { dtype: "int64", shape: [1], data: BigInt64Array.of(2n) },
      ],
      attributes: { axis: 0, largest: 0 },
      outputs: 2,
    },
  ],
});
