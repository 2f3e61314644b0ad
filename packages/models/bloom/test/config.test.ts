import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { parseBloomConfig } from "../src/index.ts";

describe("parseBloomConfig", () => {
  test("has transformers' defaults", () => {
    expect(parseBloomConfig({})).toMatchObject({ vocab_size: 250880, hidden_size: 64, n_layer: 2, n_head: 8 });
  });

  test("reads the names of bigscience's checkpoints", () => {
    const json = { n_embed: 1024, n_layer: 24, num_attention_heads: 16, offset_alibi: 100, seq_length: 2048 };
    expect(parseBloomConfig(json)).toMatchObject({ hidden_size: 1024, n_layer: 24, n_head: 16 });
  });

  test.each([
    [{ hidden_size: 64, n_head: 7 }, "a multiple of n_head = 7"],
    [{ hidden_size: 64, n_embed: 32 }, "hidden_size = 64, which is the same field"],
    [{ pretraining_tp: 0 }, "a positive integer"],
    [{ apply_residual_connection_post_layernorm: "no" }, "true or false"],
  ])("refuses %j", (json, expected) => {
    expect(() => parseBloomConfig(json)).toThrow(ConfigError);
    expect(() => parseBloomConfig(json)).toThrow(expected);
  });
});
