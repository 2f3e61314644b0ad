import { type Both, ConfigError, type PretrainedConfig } from "@transonnx/core";
import { trainedGrid } from "./patches.ts";

/**
 * The grid of positions that are resized to every picture, that of the config's own size included: as many as its pictures
 * have patches, read as a square whatever the shape of these pictures is.
 */
export function squareGrid(image: Both, patch: Both): readonly [height: number, width: number] {
  const [h, w] = trainedGrid(image, patch);
  const side = Math.sqrt(h * w);
  return [side, side];
}

/** Throws ConfigError unless the patches of a config's pictures make a square. */
export function requireSquareGrid(
  config: PretrainedConfig & { readonly image_size: Both; readonly patch_size: Both },
): void {
  if (!Number.isInteger(squareGrid(config.image_size, config.patch_size)[0]))
    throw new ConfigError({
      where: config.model_type,
      field: "image_size",
      value: config.image_size,
      expected: `a square number of patches of patch_size = ${JSON.stringify(config.patch_size)}`,
      advice: "The positions are resized as a square",
    });
}
