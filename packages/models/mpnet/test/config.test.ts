import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { mpnet } from "../src/index.ts";
import { bucketOf } from "../src/relative-bias.ts";

test("distances fall into the buckets of MPNetEncoder.relative_position_bucket in PyTorch", () => {
  const distances = Array.from({ length: 1201 }, (_, i) => i - 600);
  const begin = distances.filter((d, i) => i === 0 || bucketOf(d) !== bucketOf(d - 1));
  expect(begin.map((d) => [d, bucketOf(d)])).toEqual([
    ...[
      [-600, 15],
      [-90, 14],
      [-63, 13],
      [-45, 12],
      [-31, 11],
      [-22, 10],
      [-15, 9],
      [-11, 8],
      [-7, 7],
      [-6, 6],
    ],
    ...[
      [-5, 5],
      [-4, 4],
      [-3, 3],
      [-2, 2],
      [-1, 1],
      [0, 0],
      [1, 17],
      [2, 18],
      [3, 19],
      [4, 20],
      [5, 21],
      [6, 22],
    ],
    ...[
      [7, 23],
      [8, 24],
      [12, 25],
      [16, 26],
      [23, 27],
      [32, 28],
      [46, 29],
      [64, 30],
      [91, 31],
    ],
  ]);
});

describe("what is not built is refused by name", () => {
  test.each([
    ["relative_attention_num_buckets", 31],
    ["hidden_act", "swiglu"],
    ["hidden_size", 770],
    ["is_decoder", true],
  ])("%s: %j", (field, value) => {
    const parse = () => mpnet.parseConfig({ [field]: value });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(`mpnet: the config's "${field}"`);
  });
});
