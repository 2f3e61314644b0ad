import { type Both, bothOf, ConfigError, convolution, type Params, type PretrainedConfig } from "@transonnx/core";
import {
  concat,
  type Dim,
  expand,
  multiplyDims,
  reshape,
  resize,
  scoped,
  slice,
  type Tensor,
  transpose,
} from "@transonnx/graph";

/** Height and width of a picture in patches. */
export type Grid = readonly [height: Dim, width: Dim];

/** Vectors of the places of a grid, [b, h*w, c], row by row. */
export interface Patches {
  readonly x: Tensor;
  readonly grid: Grid;
}

/** Channels at every place of a picture, x[b, c, h, w], as a sequence: [b, h*w, c]. */
export function patchesOf(x: Tensor): Patches {
  const [b, c, h, w] = x.type.shape as readonly [Dim, Dim, Dim, Dim];
  return { x: transpose(reshape(x, [b, c, multiplyDims(h, w)]), [0, 2, 1]), grid: [h, w] }; // [b, h*w, c]
}

/** A sequence as channels at every place of a picture: x[b, h*w, c] -> [b, c, h, w]. */
export function pictureOf({ x, grid }: Patches): Tensor {
  const [b, , c] = x.type.shape as readonly [Dim, Dim, Dim];
  return reshape(transpose(x, [0, 2, 1]), [b, c, ...grid]);
}

/** How pictures are cut into patches. */
export interface PatchOptions {
  /** Default true. */
  readonly bias?: boolean;
  /** Whether what does not fill a patch, at the bottom and at the right, is filled with zeros; else it is cut off. Default false. */
  readonly fill?: boolean;
}

/**
 * Cuts pictures x[b, c, h, w] into patches and projects each, by the convolution at `p`: [b, (h/patch)*(w/patch), width]. What
 * does not fill a patch is cut off, unless told.
 */
export function patchEmbeddings(
  p: Params,
  x: Tensor,
  patch: Both,
  width: number,
  { bias = true, fill = false }: PatchOptions = {},
): Patches {
  const kernel = bothOf(patch);
  const pads = fill ? [0, 0, ...kernel.map((size) => size - 1)] : 0;
  return patchesOf(convolution(p, x, width, { kernel, strides: kernel, pads, bias }));
}

/** The patches of the pictures that a model was trained with. */
export const trainedGrid = (image: Both, patch: Both): readonly [height: number, width: number] => {
  const [[h, w], [ph, pw]] = [bothOf(image), bothOf(patch)];
  return [Math.floor(h / ph), Math.floor(w / pw)];
};

/** How learned positions are interpolated. */
export interface InterpolateOptions {
  /** Vectors before those of places, which stay as they are: of the class, of registers. Default 1. */
  readonly prefix?: number;
  /** Vectors after those of places, which stay as they are: of detections. Default 0. */
  readonly suffix?: number;
  /** Default "cubic". */
  readonly mode?: "cubic" | "linear";
}

/**
 * The positions table[1, prefix + H*W + suffix, c], trained for a grid of H x W, for another one: [1, prefix + h*w + suffix, c].
 * A table for the same grid stays as it is, bit for bit. Several tables, [n, …], are resized at once. transformers'
 * interpolate_pos_encoding.
 */
export function interpolatedPositions(
  table: Tensor,
  trained: readonly [height: number, width: number],
  grid: Grid,
  { prefix = 1, suffix = 0, mode = "cubic" }: InterpolateOptions = {},
): Tensor {
  if (grid[0] === trained[0] && grid[1] === trained[1]) return table;
  const [, length] = table.type.shape as readonly [number, number, number];
  const end = length - suffix;
  const picture = pictureOf({ x: slice(table, 1, prefix, end), grid: trained }); // [1, c, H, W]
  const { x } = patchesOf(resize(picture, grid, { mode })); // [1, h*w, c]
  const before = prefix === 0 ? [] : [slice(table, 1, 0, prefix)];
  const after = suffix === 0 ? [] : [slice(table, 1, end, length)];
  return before.length + after.length === 0 ? x : concat([...before, x, ...after], 1);
}

/** Puts learned tokens `p.name`[1, 1, c] before x[b, n, c]: [b, names + n, c]. */
export function withTokens(p: Params, names: readonly string[], x: Tensor): Tensor {
  const [b, , c] = x.type.shape as readonly [Dim, Dim, number];
  const tokens = names.map((name) => scoped(p.path, () => expand(p.get(name, [1, 1, c]), [b, 1, c])));
  return concat([...tokens, x], 1);
}

/** Throws ConfigError unless patches fill the pictures of a config. */
export function requirePatches(
  config: PretrainedConfig & { readonly image_size: Both; readonly patch_size: Both },
): void {
  const [image, patch] = [bothOf(config.image_size), bothOf(config.patch_size)];
  if (image.some((size, axis) => size % patch[axis]! !== 0))
    throw new ConfigError({
      where: config.model_type,
      field: "image_size",
      value: config.image_size,
      expected: `a multiple of patch_size = ${JSON.stringify(config.patch_size)}`,
    });
}
