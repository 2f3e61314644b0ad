import { apply } from "../operators/apply.ts";
import { float, int } from "../operators/attributes.ts";
import { composite, reference } from "../operators/operator.ts";
import { constant } from "../tensors/constant.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { type Dim, divideDims, multiplyDims } from "../types/dim.ts";
import type { DType } from "../types/dtype.ts";
import { dtypeFromNumber } from "../types/dtype-number.ts";
import { arrayOf } from "../types/ndarray.ts";
import { add } from "./add.ts";
import { cast } from "./cast.ts";
import { perChannel } from "./channels.ts";
import { instanceNormalization } from "./instance-normalization.ts";
import { mul } from "./mul.ts";
import { reshape } from "./reshape.ts";

const filled = (value: number, length: number, dtype: DType) =>
  constant(arrayOf(dtype as "float32", [length], new Float32Array(length).fill(value)));

export const GroupNormalization = composite({
  name: "GroupNormalization",
  since: 21,
  inputs: ["X", "scale", "bias"],
  outputs: ["Y"],
  attributes: { epsilon: float(1e-5), num_groups: int(), stash_type: int(1) },
  expand([x, scale, bias], { epsilon, num_groups, stash_type }) {
    const [batch, channels, ...spatial] = x!.type.shape as [Dim, Dim, ...Dim[]];
    const perGroup = divideDims(channels, num_groups);
    if (perGroup === undefined) throw new Error(`${channels} channels are no multiple of ${num_groups} groups`);
    const wide = dtypeFromNumber(stash_type);
    if (perGroup === 1 && x!.type.dtype === wide) return instanceNormalization(x!, scale!, bias!, epsilon);
    const groups = reshape(cast(x!, wide), [batch, num_groups, multiplyDims(perGroup, ...spatial)]); // [b, g, c/g*…]
    const [one, zero] = [filled(1, num_groups, wide), filled(0, num_groups, wide)];
    const normal = reshape(instanceNormalization(groups, one, zero, epsilon), x!.type.shape); // [b, c, …]
    return add(mul(cast(normal, x!.type.dtype), perChannel(scale!, x!)), perChannel(bias!, x!));
  },
});

/** Normalises the groups of channels of x[b, c, …] with scale[c] and bias[c]. */
export const groupNormalization = (x: Tensor, groups: number, scale: Tensor, bias: Tensor, epsilon: number): Tensor =>
  apply(GroupNormalization, [x, scale, bias], { num_groups: groups, epsilon });

export const GroupNormalizationReference = reference(GroupNormalization, {
  doc: "Centres and scales each group of channels to mean 0 and variance 1, then applies scale and bias. https://arxiv.org/abs/1803.08494",
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: ["b", 6, "t"] },
        { dtype: "float32", shape: [6] },
        { dtype: "float32", shape: [6] },
      ],
      attributes: { num_groups: 2 },
    },
    {
      inputs: [
        { dtype: "float32", shape: [2, 3, "h", "w"] },
        { dtype: "float32", shape: [3] },
        { dtype: "float32", shape: [3] },
      ],
      attributes: { num_groups: 3 },
    },
  ],
});
