import { apply } from "../operators/apply.ts";
import { int } from "../operators/attributes.ts";
import { scalarLike } from "../operators/elementwise.ts";
import { composite, reference } from "../operators/operator.ts";
import { scalar, size } from "../tensors/constant.ts";
import type { Tensor } from "../tensors/tensor.ts";
import type { Dim } from "../types/dim.ts";
import { add } from "./add.ts";
import { and } from "./and.ts";
import { cast } from "./cast.ts";
import { greaterOrEqual } from "./greater-or-equal.ts";
import { lessOrEqual } from "./less-or-equal.ts";
import { range } from "./range.ts";
import { unsqueeze } from "./unsqueeze.ts";
import { where } from "./where.ts";

export const Trilu = composite({
  name: "Trilu",
  since: 14,
  inputs: ["input", "k?"],
  outputs: ["output"],
  attributes: { upper: int(1) },
  expand([x, diagonal], { upper }) {
    const { dtype, shape } = x!.type;
    if (shape.length < 2) throw new Error(`a triangle needs 2 axes, got ${shape.length}`);
    const [rows, columns] = shape.slice(-2) as [Dim, Dim];
    const places = (length: Dim) => cast(range(0, length), "int32");
    const edge = add(unsqueeze(places(rows), 1), cast(diagonal ?? scalar(0, "int64"), "int32"));
    const kept = upper ? greaterOrEqual(places(columns), edge) : lessOrEqual(places(columns), edge);
    return [dtype === "bool" ? and(x!, kept) : where(kept, x!, scalarLike(0, x!))];
  },
});

/** The elements on and above diagonal k, which may be a size, and 0 (or false) elsewhere. */
export const triu = (x: Tensor, k: Dim = 0): Tensor => apply(Trilu, [x, size(k)], { upper: 1 });

/** The elements on and below diagonal k, which may be a size, and 0 (or false) elsewhere. */
export const tril = (x: Tensor, k: Dim = 0): Tensor => apply(Trilu, [x, size(k)], { upper: 0 });

export const TriluReference = reference(Trilu, {
  doc: "The upper (or lower) triangle of the last two axes, 0 elsewhere; diagonal k still belongs to it.",
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
