import { apply } from "../operators/apply.ts";
import { float, int } from "../operators/attributes.ts";
import { composite, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { add } from "./add.ts";
import { perChannel } from "./channels.ts";
import { div } from "./div.ts";
import { mul } from "./mul.ts";
import { sqrt } from "./sqrt.ts";
import { sub } from "./sub.ts";

export const BatchNormalization = composite({
  name: "BatchNormalization",
  since: 13,
  inputs: ["X", "scale", "B", "input_mean", "input_var"],
  outputs: ["Y"],
  attributes: { epsilon: float(1e-5), momentum: float(0.9), training_mode: int(0, { since: 14 }) },
  expand([x, scale, bias, mean, variance], { epsilon, training_mode }) {
    if (training_mode !== 0) throw new Error("training_mode is for training; graphs here are for inference");
    const factor = div(scale!, sqrt(add(variance!, epsilon)));
    return add(mul(x!, perChannel(factor, x!)), perChannel(sub(bias!, mul(mean!, factor)), x!));
  },
});

/** What training left of each channel: vectors [c]. */
export interface BatchStatistics {
  readonly scale: Tensor;
  readonly bias: Tensor;
  readonly mean: Tensor;
  readonly variance: Tensor;
}

/** Normalises the channels of x[b, c, …]. */
export const batchNormalization = (
  x: Tensor,
  { scale, bias, mean, variance }: BatchStatistics,
  epsilon: number,
): Tensor => apply(BatchNormalization, [x, scale, bias, mean, variance], { epsilon });

export const BatchNormalizationReference = reference(BatchNormalization, {
  doc: "Centres and scales each channel by the mean and the variance that training left, then applies scale and bias.",
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: ["b", 3, "h", 4] },
        { dtype: "float32", shape: [3] },
        { dtype: "float32", shape: [3] },
        { dtype: "float32", shape: [3] },
        { dtype: "float32", shape: [3], data: Float32Array.of(0.5, 1, 2) },
      ],
      attributes: { epsilon: 1e-3 },
    },
  ],
});
