import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { donutSwin, swin } from "../src/index.ts";

test("the channels of the last stage are computed, whatever a file says", () => {
  expect(swin.parseConfig({}).hidden_size).toBe(768);
  expect(donutSwin.parseConfig({ embed_dim: 128, depths: [2, 2, 14, 2], num_heads: [4, 8, 16, 32] })).toMatchObject({
    hidden_size: 1024,
  });
  expect(swin.parseConfig({ hidden_size: 96, depths: [2], num_heads: [3] }).hidden_size).toBe(96);
});

test("heads of stages that are not there are left alone", () => {
  expect(swin.parseConfig({ depths: [2, 2] }).num_heads).toEqual([3, 6, 12, 24]);
});

describe.each([swin, donutSwin])("what is not built is refused by name", ({ modelType, parseConfig }) => {
  test.each([
    ["use_absolute_embeddings", true],
    ["num_heads", [3, 6, 12]],
    ["num_heads", [3, 6, 12, 25]],
    ["depths", []],
    ["depths", [2, 0, 2, 2]],
    ["window_size", 0],
    ["window_size", [7, 7]],
    ["hidden_act", "gelu_11"],
    ["qkv_bias", null],
  ])(`${modelType}, %s: %j`, (field, value) => {
    const parse = () => parseConfig({ [field]: value });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(`"${field}"`);
  });
});
