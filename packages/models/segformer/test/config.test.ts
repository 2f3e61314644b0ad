import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { parseSegformerConfig, SegformerOnnxConfig } from "../src/index.ts";

describe("parseSegformerConfig", () => {
  test("has transformers' defaults", () => {
    expect(parseSegformerConfig({})).toMatchObject({
      hidden_sizes: [32, 64, 160, 256],
      sr_ratios: [8, 4, 2, 1],
      reshape_last_stage: true,
    });
  });

  test("may say more than there are blocks", () => {
    expect(parseSegformerConfig({ num_encoder_blocks: 2 })).toMatchObject({ depths: [2, 2, 2, 2] });
  });

  test.each([
    [{ num_encoder_blocks: 5 }, "an entry for each of num_encoder_blocks = 5"],
    [{ strides: [4, 2] }, "an entry for each of num_encoder_blocks = 4"],
    [{ hidden_sizes: [32, 64, 161, 256] }, "multiples of num_attention_heads = [1,2,5,8]"],
    [{ sr_ratios: [0.5, 1, 1, 1] }, "a list, each a positive integer"],
  ])("refuses %j", (json, expected) => {
    expect(() => parseSegformerConfig(json)).toThrow(ConfigError);
    expect(() => parseSegformerConfig(json)).toThrow(expected);
  });
});

test("a validation runs pictures that leave each block at least one key", () => {
  const config = parseSegformerConfig({ strides: [4, 2, 2, 2], sr_ratios: [8, 8, 2, 1] });
  const [smallest] = new SegformerOnnxConfig(config).validationSizes.height!.toSorted((a, b) => a - b);
  expect(smallest).toBe(128);
});
