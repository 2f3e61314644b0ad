import { block, ConfigError, type Params, type PretrainedConfig } from "@transonnx/core";
import {
  addDims,
  cast,
  clip,
  type Dim,
  gather,
  ints,
  range,
  sub,
  type Tensor,
  transpose,
  unsqueeze,
} from "@transonnx/graph";
import { type BucketCounts, bucketsByDistance } from "./bucket-of-distance.ts";

/** What decides a bias by buckets of distances. */
export interface BucketConfig extends BucketCounts {
  readonly num_heads: number;
  /** At most MAX_BUCKET_DISTANCE. */
  readonly relative_attention_max_distance: number;
}

/** How distances are put into buckets. */
export interface BucketOptions {
  /** Whether keys after a query have buckets of their own; else they share that of the query. */
  readonly bidirectional: boolean;
  readonly queries: Dim;
  /** How many keys come before the first query. Default 0. */
  readonly past?: Dim;
}

/** Each distance up to it has a number in the graph. Models say 128. */
export const MAX_BUCKET_DISTANCE = 1 << 16;

/** The names of the config's fields that decide the buckets. */
export interface BucketFields<C extends PretrainedConfig> {
  readonly buckets: keyof C & string;
  readonly distance: keyof C & string;
  /** Whether keys after a query always have buckets of their own. */
  readonly bidirectional: boolean;
}

/**
 * Throws ConfigError unless there is a bucket for one distance and one for farther ones in each direction: half of a direction's
 * buckets are for one distance each.
 */
export function requireBuckets<C extends PretrainedConfig>(
  config: C,
  { buckets, distance, bidirectional }: BucketFields<C>,
): void {
  const [count, furthest] = [config[buckets] as number, config[distance] as number];
  const refuse = (field: string, value: number, expected: string) => {
    throw new ConfigError({ where: config.model_type, field, value, expected });
  };
  if (count < 4) refuse(buckets, count, "at least 4");
  if (furthest <= count / (bidirectional ? 4 : 2))
    refuse(distance, furthest, `more than ${bidirectional ? "a quarter" : "half"} of ${buckets} = ${count}`);
  if (furthest > MAX_BUCKET_DISTANCE) refuse(distance, furthest, `at most ${MAX_BUCKET_DISTANCE}`);
}

/**
 * T5's bias by distance, [1, n, s, past + s]: near distances have a bucket each, farther ones share theirs on a logarithmic
 * scale. https://arxiv.org/abs/1910.10683, as in transformers' T5Attention.compute_bias.
 *
 * The graph has the buckets' numbers and not the logarithms: where a bucket begins at a whole number, as at 16, 32 and 64,
 * the last bit of a logarithm decides, and runtimes differ in it.
 */
export const bucketBias = block(
  (c: BucketConfig, p: Params, { queries, past = 0, bidirectional }: BucketOptions): Tensor => {
    const byBucket = p.get("weight", [c.relative_attention_num_buckets, c.num_heads]);
    const { buckets, nearest, farthest } = bucketsByDistance(c, bidirectional);
    const byDistance = gather(byBucket, ints(...buckets)); // [distance, n]
    const end = addDims(past, queries);
    const keys = cast(range(0, end), "float32"); // [t]
    const places = unsqueeze(cast(range(past, end), "float32"), 1); // [s, 1]
    const distance = clip(sub(keys, places), { min: nearest, max: farthest }); // [s, t]
    const values = gather(byDistance, cast(sub(distance, nearest), "int64")); // [s, t, n]
    return unsqueeze(transpose(values, [2, 0, 1]), 0);
  },
);
