export interface BucketCounts {
  readonly relative_attention_num_buckets: number;
  readonly relative_attention_max_distance: number;
  /** Whether the number of a far bucket is rounded to float32 before it is cut to an integer, as WavLM does. Default false. */
  readonly roundedFirst?: boolean;
}

/** The buckets of the distances from one to another; farther ones have the same buckets as these two. */
export interface DistanceBuckets {
  readonly nearest: number;
  readonly farthest: number;
  readonly buckets: readonly number[];
}

/** T5's bucket of key - query, for each distance up to the first that is in the last bucket. */
export function bucketsByDistance(c: BucketCounts, bidirectional: boolean): DistanceBuckets {
  const count = bidirectional ? Math.floor(c.relative_attention_num_buckets / 2) : c.relative_attention_num_buckets;
  const ofSteps = [0];
  while (ofSteps.at(-1)! < count - 1) ofSteps.push(bucketOfSteps(ofSteps.length, count, c));
  const before = ofSteps.toReversed();
  if (!bidirectional) return { nearest: 1 - ofSteps.length, farthest: 0, buckets: before };
  const after = ofSteps.slice(1).map((bucket) => count + bucket);
  return { nearest: 1 - ofSteps.length, farthest: after.length, buckets: [...before, ...after] };
}

/** In float32, in the order of transformers' T5Attention._relative_position_bucket. */
function bucketOfSteps(steps: number, count: number, c: BucketCounts): number {
  const exact = Math.floor(count / 2);
  if (steps < exact) return steps;
  const growth = Math.fround(Math.log(Math.fround(steps / exact)));
  const share = Math.fround(growth / Math.fround(Math.log(c.relative_attention_max_distance / exact)));
  const far = Math.fround(share * (count - exact));
  return Math.min(c.roundedFirst ? Math.floor(Math.fround(exact + far)) : exact + Math.floor(far), count - 1);
}
