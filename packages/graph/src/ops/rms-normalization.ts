import { apply } from "../operators/apply.ts";
import { float, int } from "../operators/attributes.ts";
import { composite, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { dtypeFromNumber } from "../types/dtype-number.ts";
import { normalizeAxis } from "../types/shape.ts";
import { add } from "./add.ts";
import { cast } from "./cast.ts";
import { mul } from "./mul.ts";
import { reciprocal } from "./reciprocal.ts";
import { reduceMean } from "./reduce-mean.ts";
import { sqrt } from "./sqrt.ts";

export const RMSNormalization = composite({
  name: "RMSNormalization",
  since: 23,
  inputs: ["X", "scale"],
  outputs: ["Y"],
  attributes: { axis: int(-1), epsilon: float(1e-5), stash_type: int(1) },
  expand([x, scale], { axis, epsilon, stash_type }) {
    const rank = x!.type.shape.length;
    const from = normalizeAxis(axis, rank);
    const axes = Array.from({ length: rank - from }, (_, i) => from + i);
    const wide = cast(x!, dtypeFromNumber(stash_type));
    const meanSquare = reduceMean(mul(wide, wide), axes);
    const normalized = mul(wide, reciprocal(sqrt(add(meanSquare, epsilon))));
    return mul(cast(normalized, scale!.type.dtype), scale!);
  },
});

/** Normalises the last axis of x[…, n] with scale[n]. */
export const rmsNormalization = (x: Tensor, scale: Tensor, epsilon: number): Tensor =>
  apply(RMSNormalization, [x, scale], { epsilon });

export const RMSNormalizationReference = reference(RMSNormalization, {
  doc: "Scales the axes from `axis` on to a root mean square of 1, then by scale. https://arxiv.org/abs/1910.07467",
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: ["n", 8] },
        { dtype: "float32", shape: [8] },
      ],
      attributes: { epsilon: 1e-6 },
    },
  ],
});
