import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { parseWav2Vec2Config, wav2vec2 } from "../src/index.ts";

test("adapters after layers, as MMS has for each language, and after the encoder", () => {
  expect(parseWav2Vec2Config({ adapter_attn_dim: 16, do_stable_layer_norm: true }).adapter_attn_dim).toBe(16);
  expect(parseWav2Vec2Config({ add_adapter: true })).toMatchObject({ num_adapter_layers: 3, output_hidden_size: 768 });
});

describe("what is not built is refused by name", () => {
  test.each([
    ["feat_extract_norm", "batch", '"group", "layer"'],
    ["conv_kernel", [10, 3], "7 entries, as many as conv_dim has"],
    ["conv_stride", [], "a list, each a positive integer"],
    ["num_conv_pos_embedding_groups", 7, "a multiple of num_conv_pos_embedding_groups = 7"],
    ["num_attention_heads", 7, "a multiple of num_attention_heads = 7"],
    ["hidden_act", "relu7", "relu"],
    ["is_decoder", true, "false"],
  ])("%s: %j", (field, value, expected) => {
    const parse = () => wav2vec2.parseConfig({ [field]: value });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow("wav2vec2: the config's ");
    expect(parse).toThrow(expected);
  });
});
