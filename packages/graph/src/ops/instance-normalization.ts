import { apply } from "../operators/apply.ts";
import { float } from "../operators/attributes.ts";
import { composite, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { add } from "./add.ts";
import { perChannel, spatialAxes } from "./channels.ts";
import { div } from "./div.ts";
import { mul } from "./mul.ts";
import { reduceMean } from "./reduce-mean.ts";
import { sqrt } from "./sqrt.ts";
import { sub } from "./sub.ts";

export const InstanceNormalization = composite({
  name: "InstanceNormalization",
  since: 13,
  inputs: ["input", "scale", "B"],
  outputs: ["output"],
  attributes: { epsilon: float(1e-5) },
  expand([x, scale, bias], { epsilon }) {
    const axes = spatialAxes(x!);
    const centred = sub(x!, reduceMean(x!, axes));
    const deviation = sqrt(add(reduceMean(mul(centred, centred), axes), epsilon));
    return add(mul(div(centred, deviation), perChannel(scale!, x!)), perChannel(bias!, x!));
  },
});

/** Normalises each channel of each of x[b, c, …] with scale[c] and bias[c]. */
export const instanceNormalization = (x: Tensor, scale: Tensor, bias: Tensor, epsilon: number): Tensor =>
  apply(InstanceNormalization, [x, scale, bias], { epsilon });

export const InstanceNormalizationReference = reference(InstanceNormalization, {
  doc: "Centres and scales each channel of each instance to mean 0 and variance 1, then applies scale and bias. https://arxiv.org/abs/1607.08022",
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: ["b", 3, "t"] },
        { dtype: "float32", shape: [3] },
        { dtype: "float32", shape: [3] },
      ],
    },
  ],
});
