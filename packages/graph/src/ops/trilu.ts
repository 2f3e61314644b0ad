import { apply } from "../operators/apply.ts";
import { int } from "../operators/attributes.ts";
import { primitive } from "../operators/operator.ts";
import { scalar } from "../tensors/constant.ts";
import type { Tensor } from "../tensors/tensor.ts";
import type { NumericData } from "../types/dtype.ts";
import { scalarOf } from "../types/ndarray.ts";

export const Trilu = primitive({
  name: "Trilu",
  since: 14,
  doc: "The upper (or lower) triangle of the last two axes, 0 elsewhere; diagonal k still belongs to it.",
  inputs: ["input", "k?"],
  outputs: ["output"],
  attributes: { upper: int(1) },
  infer([x]) {
    if (x!.shape.length < 2) throw new Error(`a triangle needs 2 axes, got ${x!.shape.length}`);
    return { dtype: x!.dtype, shape: x!.shape };
  },
  evaluate([x, diagonal], { upper }) {
    const k = diagonal ? scalarOf(diagonal) : 0;
    const [rows, columns] = x!.shape.slice(-2) as [number, number];
    const data = (x!.data as NumericData).slice() as Float32Array;
    const zero = (typeof data[0] === "bigint" ? 0n : 0) as number;
    for (let start = 0, row = 0; start < data.length; start += columns, row = (row + 1) % rows) {
      const edge = Math.min(Math.max(upper ? row + k : row + k + 1, 0), columns);
      if (upper) data.fill(zero, start, start + edge);
      else data.fill(zero, start + edge, start + columns);
    }
    return { dtype: x!.dtype, shape: x!.shape, data };
  },
  samples: [
    { inputs: [{ dtype: "float32", shape: ["n", 3, 4] }] },
    {
      inputs: [
        { dtype: "int64", shape: ["n", 4] },
        { dtype: "int64", shape: [], data: BigInt64Array.of(-1n) },
      ],
      attributes: { upper: 0 },
    },
  ],
});

/** The elements on and above diagonal k, 0 elsewhere. */
export const triu = (x: Tensor, k = 0): Tensor => apply(Trilu, [x, scalar(k, "int64")], { upper: 1 });

/** The elements on and below diagonal k, 0 elsewhere. */
export const tril = (x: Tensor, k = 0): Tensor => apply(Trilu, [x, scalar(k, "int64")], { upper: 0 });
