import { type Both, bothOf, ConfigError, type PretrainedConfig } from "@transonnx/core";
import { trainedGrid } from "./patches.ts";

const isSquare = ([height, width]: readonly [number, number]): boolean => height === width;

/**
 * The grid of positions that a model resizes to every picture, one of the config's own size included: the trained one. Where
 * the config's pictures are not square, transformers reads their positions as a square of as many all the same.
 */
export function resizedGrid(image: Both, patch: Both): readonly [height: number, width: number] {
  const trained = trainedGrid(image, patch);
  if (isSquare(bothOf(image))) return trained;
  const side = Math.sqrt(trained[0] * trained[1]);
  return [side, side];
}

/** Throws ConfigError where a config has no such grid. */
export function requireResizedGrid(
  config: PretrainedConfig & { readonly image_size: Both; readonly patch_size: Both },
): void {
  if (!Number.isInteger(resizedGrid(config.image_size, config.patch_size)[0]))
    throw new ConfigError({
      where: config.model_type,
      field: "image_size",
      value: config.image_size,
      expected: `a square, or a square number of patches of patch_size = ${JSON.stringify(config.patch_size)}`,
    });
}
