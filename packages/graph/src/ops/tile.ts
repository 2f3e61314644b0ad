import { gatherStrided } from "../kernels/strided.ts";
import { apply } from "../operators/apply.ts";
import { primitive, reference } from "../operators/operator.ts";
import { sizes } from "../tensors/constant.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { type Dim, multiplyDims } from "../types/dim.ts";
import { toNumbers } from "../types/ndarray.ts";
import { stridesOf } from "../types/shape.ts";

export const Tile = primitive({
  name: "Tile",
  since: 13,
  inputs: ["input", "repeats"],
  outputs: ["output"],
  attributes: {},
  infer([x, repeats]) {
    const times = repeats!.elements;
    if (!times) throw new Error("the repeats must be known while the graph is built: use sizes()");
    if (times.length !== x!.shape.length)
      throw new Error(`${times.length} repeats are given for ${x!.shape.length} axes`);
    return { dtype: x!.dtype, shape: x!.shape.map((d, i) => multiplyDims(d, times[i]!)) };
  },
});

export const tile = (x: Tensor, repeats: readonly Dim[]): Tensor => apply(Tile, [x, sizes(repeats)]);

export const TileReference = reference(Tile, {
  doc: "The tensor repeated along each axis.",
  evaluate([x, repeats]) {
    const times = Array.from(toNumbers(repeats!));
    const strides = stridesOf(x!.shape);
    const tiles = gatherStrided(
      x!,
      x!.shape.flatMap((d, i) => [times[i]!, d]),
      strides.flatMap((stride) => [0, stride]),
    );
    return { ...tiles, shape: x!.shape.map((d, i) => d * times[i]!) };
  },
  samples: [
    {
      inputs: [
        { dtype: "float32", shape: ["b", 3] },
        { dtype: "int64", shape: [2], data: BigInt64Array.of(1n, 2n) },
      ],
    },
  ],
});
