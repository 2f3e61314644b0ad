import { describe, expect, test } from "@jest/globals";
import { parseT5Config } from "../src/config.ts";

describe("buckets of distances are refused", () => {
  test.each([
    ["that leave none for far ones", { relative_attention_max_distance: 16 }, "more than half"],
    ["that are too few", { relative_attention_num_buckets: 2 }, "at least 4"],
    ["of more distances than a graph may list", { relative_attention_max_distance: 2 ** 16 + 1 }, "at most 65536"],
  ])("%s", (_, fields, expected) => {
    expect(() => parseT5Config({ model_type: "t5", ...fields })).toThrow(expected);
  });
});
