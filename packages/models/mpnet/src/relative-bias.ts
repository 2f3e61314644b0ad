import type { Params } from "@transonnx/core";
import {
  add,
  clip,
  type Dim,
  gather,
  ints,
  range,
  scoped,
  sub,
  type Tensor,
  transpose,
  unsqueeze,
} from "@transonnx/graph";

/**
 * Buckets that distances between tokens fall into, half of them for keys after the query (T5's,
 * https://arxiv.org/abs/1910.10683). transformers fixes their number and the greatest distance, 128.
 */
export const BUCKETS = 32;

/** The distance at which each bucket of a half begins: 8 of one distance, then 8 that grow by the root of 2. */
const starts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 23, 32, 46, 64, 91];

/** From here on all distances share a bucket. */
const farthest = starts.at(-1)!;

/** The bucket of key - query. */
export const bucketOf = (distance: number): number =>
  starts.findLastIndex((start) => start <= Math.abs(distance)) + (distance > 0 ? BUCKETS / 2 : 0);

/** What is added to each head's scores by distance: the table at `p`, for t tokens -> [n, t, t]. */
export function relativeBias(p: Params, t: Dim, { rows, heads: n }: { rows: number; heads: number }): Tensor {
  return scoped(p.path, () => {
    const distances = Array.from({ length: 2 * farthest + 1 }, (_, i) => i - farthest);
    const byBucket = p.get("weight", [rows, n]);
    const byDistance = transpose(gather(byBucket, ints(...distances.map(bucketOf))), [1, 0]); // [n, distance]
    const position = range(0, t);
    const distance = sub(unsqueeze(position, 0), unsqueeze(position, 1)); // [query, key]
    const near = clip(distance, { min: -farthest, max: farthest });
    return gather(byDistance, add(near, farthest), 1);
  });
}
