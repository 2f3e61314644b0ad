import { apply } from "../operators/apply.ts";
import { int } from "../operators/attributes.ts";
import { composite, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { div } from "./div.ts";
import { equal } from "./equal.ts";
import { reduceL1 } from "./reduce-l1.ts";
import { reduceL2 } from "./reduce-l2.ts";
import { where } from "./where.ts";

export const LpNormalization = composite({
  name: "LpNormalization",
  since: 13,
  inputs: ["input"],
  outputs: ["output"],
  attributes: { axis: int(-1), p: int(2) },
  expand([x], { axis, p }) {
    if (p !== 1 && p !== 2) throw new Error(`p must be 1 or 2, got ${p}`);
    const norm = (p === 1 ? reduceL1 : reduceL2)(x!, [axis]);
    return div(x!, where(equal(norm, 0), 1, norm));
  },
});

/** Scales x to length 1 along an axis. */
export const lpNormalization = (x: Tensor, axis = -1, p: 1 | 2 = 2): Tensor => apply(LpNormalization, [x], { axis, p });

export const LpNormalizationReference = reference(LpNormalization, {
  doc: "Divides by the sum of absolute values along the axis, or by the root of the sum of squares; zeros stay.",
  samples: [
    { inputs: [{ dtype: "float32", shape: ["n", 3] }] },
    { inputs: [{ dtype: "float32", shape: [4, "n"] }], attributes: { axis: 0, p: 1 } },
  ],
});
