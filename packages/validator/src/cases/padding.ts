import type { RandomSource } from "@transonnx/core";
import { fromNumbers, type NDArray, toNumbers } from "@transonnx/graph";

/** On which side inputs are padded, if at all. */
export type Padding = "right" | "left" | "none";

/** Names of masks that say which tokens are padding. */
export const isPaddingMask = (name: string): boolean => /(^|_)attention_mask$/.test(name);

/**
 * A mask with ones for tokens and zeros for padding. The first of several rows is full; every other row, and a single one,
 * has its own number of tokens, at least one and fewer than all.
 */
export function paddedMask(mask: NDArray, padding: Padding, random: RandomSource): NDArray {
  const length = mask.shape.at(-1) ?? 1;
  const rows = mask.data.length / length;
  const values = new Uint8Array(mask.data.length).fill(1);
  for (let row = rows > 1 ? 1 : 0; row < rows && padding !== "none"; row++) {
    const padded = length - random.integer(1, length);
    const start = row * length + (padding === "right" ? length - padded : 0);
    if (length > 1) values.fill(0, start, start + padded);
  }
  return { ...mask, data: fromNumbers(mask.dtype, values) };
}

/**
 * Ids with the padding token where the mask is 0. Where nothing is padded the second token of each row is the padding
 * token all the same: models that count positions by ids must agree on it.
 */
export function paddedIds(ids: NDArray, mask: NDArray, padToken: number): NDArray {
  const values = Float64Array.from(toNumbers(ids));
  const tokens = toNumbers(mask);
  const length = ids.shape.at(-1) ?? 1;
  const isFull = Array.from(tokens).every((token) => token === 1);
  for (let i = 0; i < values.length; i++)
    if (tokens[i] === 0 || (isFull && length > 2 && i % length === 1)) values[i] = padToken;
  return { ...ids, data: fromNumbers(ids.dtype, values) };
}
