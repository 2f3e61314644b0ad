import { type Axes, type CaseSizes, imageSizeOf, type NormalizedConfig, numChannelsOf } from "@transonnx/core";

/** The axes of pictures, as optimum names them. The model takes one number of channels alone. */
export const pictureAxes: Axes = { 0: "batch_size", 1: "num_channels", 2: "height", 3: "width" };

/** Channels of a picture where a config does not say: red, green, blue. */
const DEFAULT_CHANNELS = 3;

/** The axes of pictures that have a name and one size. */
export const fixedPictureSizes = (normalized: NormalizedConfig): Readonly<Record<string, number>> => ({
  num_channels: numChannelsOf(normalized) ?? DEFAULT_CHANNELS,
});

/** Pictures larger than this are left to a run with sizes of its own: the reference computes every pixel. */
const LARGEST_VALIDATED = 256;

/**
 * Sizes of pictures that a validation runs, in units of what a model makes one vector of: a wide one, one of odd sizes, and the
 * config's own; a fourth would read all weights once more and show nothing else.
 */
export function validatedPictureSizes(
  normalized: NormalizedConfig,
  [unitHeight, unitWidth]: readonly [number, number],
): Readonly<Record<"height" | "width", CaseSizes>> {
  const sizes = imageSizeOf(normalized) ?? [4 * unitHeight, 4 * unitWidth];
  const [height, width] = sizes.map((size) => Math.min(size, LARGEST_VALIDATED)) as [number, number];
  return {
    height: [2 * unitHeight, 3 * unitHeight + 1, height, height],
    width: [3 * unitWidth, 2 * unitWidth + 1, width, width],
  };
}
