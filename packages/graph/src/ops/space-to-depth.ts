import { apply } from "../operators/apply.ts";
import { int } from "../operators/attributes.ts";
import { composite, reference } from "../operators/operator.ts";
import type { Tensor } from "../tensors/tensor.ts";
import { type Dim, divideDims, multiplyDims } from "../types/dim.ts";
import { reshape } from "./reshape.ts";
import { transpose } from "./transpose.ts";

function blocksIn(size: Dim, k: number): Dim {
  const blocks = divideDims(size, k);
  if (blocks === undefined) throw new Error(`${size} is not known to be a multiple of ${k}`);
  return blocks;
}

export const SpaceToDepth = composite({
  name: "SpaceToDepth",
  since: 13,
  inputs: ["input"],
  outputs: ["output"],
  attributes: { blocksize: int() },
  expand([x], { blocksize: k }) {
    const [b, c, height, width] = x!.type.shape as [Dim, Dim, Dim, Dim];
    const [h, w] = [blocksIn(height, k), blocksIn(width, k)];
    const blocks = transpose(reshape(x!, [b, c, h, k, w, k]), [0, 3, 5, 1, 2, 4]); // [b, k, k, c, h, w]
    return reshape(blocks, [b, multiplyDims(c, k * k), h, w]);
  },
});

/** x[b, c, h*k, w*k] -> [b, k*k*c, h, w]. Sizes must be known to be multiples of the block. */
export const spaceToDepth = (x: Tensor, block: number): Tensor => apply(SpaceToDepth, [x], { blocksize: block });

export const SpaceToDepthReference = reference(SpaceToDepth, {
  doc: "Lays blocks of pixels out as channels; the blocks' pixels vary before the channels.",
  samples: [{ inputs: [{ dtype: "float32", shape: ["b", 3, "2*h", 4] }], attributes: { blocksize: 2 } }],
});
