import { block, type Params } from "@transonnx/core";
import {
  add,
  addDims,
  concat,
  type Dim,
  expand,
  gather,
  mul,
  multiplyDims,
  range,
  reshape,
  resize,
  size,
  slice,
  sub,
  subtractDims,
  type Tensor,
  transpose,
  unsqueeze,
} from "@transonnx/graph";
import { type Grid, trainedGrid } from "@transonnx/vision";
import type { BeitConfig } from "./config.ts";

/** What a pair with the class has instead of a distance: from the class to a patch, from a patch to it, from it to itself. */
const WITH_CLASS = 3;

/** How many distances there are along an axis of so many patches, in both directions. */
const distances = (patches: Dim): Dim => subtractDims(multiplyDims(2, patches), 1);

/**
 * Which distance lies between a query and a key, [1 + h*w, 1 + h*w]: distances between patches are counted row by row, what the
 * class has instead of them comes after the last.
 */
export function pairsOf([h, w]: Grid): Tensor {
  const [patches, across] = [multiplyDims(h, w), distances(w)];
  const last = multiplyDims(distances(h), across);
  const rows = mul(unsqueeze(range(0, h), 1), size(across));
  const place = reshape(add(rows, unsqueeze(range(0, w), 0)), [patches]); // [h, w] -> [h*w]
  const farthest = addDims(multiplyDims(subtractDims(h, 1), across), subtractDims(w, 1));
  const between = add(sub(unsqueeze(place, 1), unsqueeze(place, 0)), size(farthest)); // [h*w, h*w]
  const all = (number: Dim, shape: readonly Dim[]) => expand(size(number), shape);
  const [toPatch, fromPatch, toItself] = [last, addDims(last, 1), addDims(last, 2)];
  const ofClass = concat([all(toItself, [1, 1]), all(toPatch, [1, patches])], 1);
  return concat([ofClass, concat([all(fromPatch, [patches, 1]), between], 1)], 0);
}

/** What is added to each head's scores by distance, [1, heads, t, t]: the table at `p`, resized to the distances of the grid. */
export const relativeBias = block((c: BeitConfig, p: Params, grid: Grid, pairs: Tensor): Tensor => {
  const n = c.num_attention_heads;
  const [height, width] = trainedGrid(c.image_size, c.patch_size).map(distances) as [number, number];
  const table = p.get("relative_position_bias_table", [height * width + WITH_CLASS, n]);
  // transformers takes rows for columns here, which shows where the config's pictures are not square.
  const picture = reshape(slice(table, 0, 0, height * width), [1, width, height, n]);
  const [h, w] = grid.map(distances) as [Dim, Dim];
  const resized = resize(transpose(picture, [0, 3, 1, 2]), [h, w], { mode: "linear" }); // [1, n, h, w]
  const between = reshape(transpose(resized, [0, 2, 3, 1]), [multiplyDims(h, w), n]);
  const withClass = slice(table, 0, height * width, height * width + WITH_CLASS);
  // Heads come first only afterwards: ONNX Runtime copies a gathered row at once, single numbers one by one.
  const bias = gather(concat([between, withClass], 0), pairs); // [t, t, n]
  return unsqueeze(transpose(bias, [2, 0, 1]), 0);
});
