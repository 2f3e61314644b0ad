import { describe, expect, test } from "@jest/globals";
import { bucketsByDistance } from "./bucket-of-distance.ts";

const T5 = { relative_attention_num_buckets: 32, relative_attention_max_distance: 128 };

test("near distances have a bucket each, farther ones share theirs", () => {
  const { buckets, nearest, farthest } = bucketsByDistance(
    { relative_attention_num_buckets: 8, relative_attention_max_distance: 20 },
    true,
  );
  expect([nearest, farthest]).toEqual([-7, 7]);
  expect(buckets).toEqual([3, 2, 2, 2, 2, 2, 1, 0, 5, 6, 6, 6, 6, 6, 7]);
});

test("keys after a query share its bucket where only what came before counts", () => {
  const { buckets, nearest, farthest } = bucketsByDistance(T5, false);
  expect(farthest).toBe(0);
  expect(buckets.at(-1)).toBe(0);
  expect(buckets[-17 - nearest]).toBe(buckets[-16 - nearest]);
});

test("WavLM rounds the sum, so that a bucket may begin a step earlier", () => {
  const counts = { relative_attention_num_buckets: 332, relative_attention_max_distance: 1000 };
  const [t5, wavlm] = [false, true].map((roundedFirst) => bucketsByDistance({ ...counts, roundedFirst }, true));
  const differing = wavlm!.buckets.flatMap((bucket, i) => (bucket === t5!.buckets[i] ? [] : [i + wavlm!.nearest]));
  expect(differing).toEqual([-517, 517]);
  expect([t5!, wavlm!].map(({ buckets, nearest }) => buckets[-517 - nearest])).toEqual([143, 144]);
});

describe("a bucket begins where transformers has it", () => {
  const startsOf = (counts: typeof T5) => {
    const { buckets, nearest } = bucketsByDistance(counts, true);
    const steps = buckets.slice(0, 1 - nearest).toReversed();
    return steps.flatMap((bucket, i) => (i > 0 && bucket === steps[i - 1] ? [] : [i]));
  };
  test("at whole numbers: 8, 16, 32 and 64", () => {
    expect(startsOf(T5)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 23, 32, 46, 64, 91]);
  });
  test("of other counts", () => {
    expect(startsOf({ relative_attention_num_buckets: 40, relative_attention_max_distance: 128 })).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 17, 22, 28, 36, 47, 60, 77, 100,
    ]);
  });
});
