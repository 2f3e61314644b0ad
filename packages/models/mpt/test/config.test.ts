import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { mpt, parseMptConfig } from "../src/index.ts";

const defaults = { attn_type: "multihead_attention", clip_qkv: null, softmax_scale: null };

test.each([{}, { attn_config: null }, { attn_config: { alibi: true, qk_ln: false } }])(
  "%j has the defaults",
  (json) => {
    expect(parseMptConfig(json).attn_config).toEqual(defaults);
  },
);

test("the fields of attn_config are read", () => {
  const attn_config = { clip_qkv: 6, softmax_scale: 0.5 };
  expect(parseMptConfig({ attn_config }).attn_config).toEqual({ ...defaults, ...attn_config });
});

describe("what is not built is refused by name", () => {
  test.each([
    ["d_model", { d_model: 10, n_heads: 3 }, "a multiple of n_heads = 3"],
    ["attn_config", { attn_config: "torch" }, "an object, or null"],
    ["attn_config.attn_type", { attn_config: { attn_type: "grouped_query_attention" } }, "multihead_attention"],
    ["attn_config.clip_qkv", { attn_config: { clip_qkv: -6 } }, "a number that is not negative"],
    ["attn_config.clip_qkv", { attn_config: { clip_qkv: "6" } }, "a number, or null"],
    ["attn_config.softmax_scale", { attn_config: { softmax_scale: 0 } }, "a number above 0"],
  ])("%s: %j", (field, json, expected) => {
    const parse = () => parseMptConfig(json);
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(`mpt: the config's "${field}"`);
    expect(parse).toThrow(expected);
  });
});

test("code that transformers has adopted is not what the checkpoint brings", () => {
  const auto_map = {
    AutoConfig: "configuration_mpt.MPTConfig",
    AutoModelForCausalLM: "mosaicml/mpt-7b--modeling_mpt.MPTForCausalLM",
  };
  expect(parseMptConfig({ auto_map }).auto_map).toBeUndefined();
  expect(mpt.architectures.MPTForCausalLM).toBe("text-generation");
});
