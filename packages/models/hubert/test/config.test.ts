import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { hubert, parseHubertConfig } from "../src/index.ts";

test("a config.json that says nothing is facebook/hubert-base-ls960's", () => {
  expect(parseHubertConfig({})).toMatchObject({
    hidden_size: 768,
    feat_extract_norm: "group",
    feat_proj_layer_norm: true,
    conv_pos_batch_norm: false,
    do_stable_layer_norm: false,
  });
});

describe("what is not built is refused by name", () => {
  test.each([
    ["add_adapter", true],
    ["feat_extract_norm", "batch"],
    ["feat_extract_activation", "relu7"],
    ["hidden_size", 770],
    ["num_conv_pos_embedding_groups", 7],
    ["conv_kernel", [10, 3]],
    ["conv_stride", 5],
    ["is_decoder", true],
  ])("%s: %j", (field, value) => {
    const parse = () => hubert.parseConfig({ [field]: value });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow("hubert: the config's ");
  });
});

test("a voice's vector is no task of HuBERT", () => {
  expect(Object.keys(hubert.tasks)).toEqual([
    "feature-extraction",
    "automatic-speech-recognition",
    "audio-classification",
  ]);
});
