import { convolution, type Params } from "@transonnx/core";
import { depthToSpace, type Tensor } from "@transonnx/graph";
import { type Patches, pictureOf } from "./patches.ts";

/** The fields that shape the head of masked image modelling. */
export interface ReconstructionConfig {
  /** Height and width of the pixels that a patch becomes. */
  readonly encoder_stride: number;
  readonly num_channels: number;
}

/** Every patch as the pixels that it shows, by the convolution at `p`: [b, channels, h * encoder_stride, w * encoder_stride]. */
export function reconstruction(c: ReconstructionConfig, p: Params, patches: Patches): Tensor {
  const channels = c.encoder_stride ** 2 * c.num_channels;
  return depthToSpace(convolution(p, pictureOf(patches), channels, { kernel: 1 }), c.encoder_stride);
}
