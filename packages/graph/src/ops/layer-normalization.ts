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
import { sub } from "./sub.ts";

export const LayerNormalization = composite({
  name: "LayerNormalization",
  since: 17,
  inputs: ["X", "Scale", "B?"],
  outputs: ["Y", "Mean?", "InvStdDev?"],
  attributes: { axis: int(-1), epsilon: float(1e-5), stash_type: int(1) },
  expand([x, scale, bias], { axis, epsilon, stash_type }) {
    const rank = x!.type.shape.length;
    const from = normalizeAxis(axis, rank);
    const axes = Array.from({ length: rank - from }, (_, i) => from + i);
    const wide = cast(x!, dtypeFromNumber(stash_type));
    const mean = reduceMean(wide, axes);
    const centred = sub(wide, mean);
    const variance = reduceMean(mul(centred, centred), axes);
    const inverse = reciprocal(sqrt(add(variance, epsilon)));
    const scaled = mul(cast(mul(centred, inverse), x!.type.dtype), scale!);
    return [bias ? add(scaled, bias) : scaled, mean, inverse];
  },
});

/** Normalises the last axis of x[…, n] with scale[n] and bias[n]. */
export const layerNormalization = (x: Tensor, scale: Tensor, bias: Tensor | undefined, epsilon: number): Tensor =>
  apply(LayerNormalization, [x, scale, bias], { epsilon });

export const LayerNormalizationReference = reference(LayerNormalization, {
  doc: "Centres and scales the axes from `axis` on to mean 0 and variance 1, then applies scale and bias.",
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: ["n", 8] },
        { dtype: "float32", shape: [8] },
        { dtype: "float32", shape: [8] },
      ],
      attributes: { epsilon: 1e-12 },
    },
  ],
});
