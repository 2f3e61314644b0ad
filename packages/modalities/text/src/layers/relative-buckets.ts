import { block, embedding, type Params } from "@transonnx/core";
import {
  abs,
  add,
  addDims,
  cast,
  type Dim,
  div,
  floor,
  greater,
  less,
  log,
  max,
  min,
  mul,
  neg,
  range,
  scalar,
  sub,
  type Tensor,
  transpose,
  unsqueeze,
  where,
} from "@transonnx/graph";

export interface BucketConfig {
  readonly num_heads: number;
  readonly relative_attention_num_buckets: number;
  readonly relative_attention_max_distance: number;
}

export interface BucketOptions {
  /** Whether keys after a query have buckets of their own; else they share that of the query. */
  readonly bidirectional: boolean;
  readonly queries: Dim;
  /** How many keys come before the first query. Default 0. */
  readonly past?: Dim;
}

/**
 * T5's bias by distance, [1, n, s, past + s]: near distances have a bucket each, farther ones share theirs on a logarithmic
 * scale. https://arxiv.org/abs/1910.10683, as in transformers' T5Attention.compute_bias.
 */
export const bucketBias = block(
  (c: BucketConfig, p: Params, { queries, past = 0, ...options }: BucketOptions): Tensor => {
    const end = addDims(past, queries);
    const keys = cast(range(0, end), "float32"); // [t]
    const places = unsqueeze(cast(range(past, end), "float32"), 1); // [s, 1]
    const buckets = bucketsOf(c, sub(keys, places), options); // [s, t]
    const values = embedding(p, buckets, c.relative_attention_num_buckets, c.num_heads); // [s, t, n]
    return unsqueeze(transpose(values, [2, 0, 1]), 0);
  },
);

function bucketsOf(c: BucketConfig, distance: Tensor, { bidirectional }: { readonly bidirectional: boolean }): Tensor {
  let count = c.relative_attention_num_buckets;
  let offset: Tensor | undefined;
  let steps: Tensor;
  if (bidirectional) {
    count = Math.floor(count / 2);
    offset = where(greater(distance, 0), scalar(count), scalar(0));
    steps = abs(distance);
  } else steps = neg(min(distance, scalar(0)));
  const exact = Math.floor(count / 2);
  const range = Math.log(c.relative_attention_max_distance / exact);
  const share = div(log(div(max(steps, scalar(1)), exact)), range);
  const far = add(floor(mul(share, count - exact)), exact);
  const bucket = where(less(steps, exact), steps, min(far, scalar(count - 1)));
  return cast(offset ? add(offset, bucket) : bucket, "int64");
}
