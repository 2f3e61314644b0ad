import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { ASTOnnxConfig, audioSpectrogramTransformer, parseASTConfig } from "../src/index.ts";

test("spectra have the config's size: only their number is free", () => {
  const ast = new ASTOnnxConfig(parseASTConfig({ max_length: 31, num_mel_bins: 24 }), "audio-classification");
  expect(ast.inputTypes()).toEqual({ input_values: { dtype: "float32", shape: ["batch_size", 31, 24] } });
});

describe("what is not built is refused by name", () => {
  test.each([
    ["max_length", 15, "at least patch_size = 16"],
    ["num_mel_bins", 15, "at least patch_size = 16"],
    ["patch_size", [16, 16], "a positive integer"],
    ["time_stride", 0, "a positive integer"],
    ["hidden_size", 770, "a multiple of num_attention_heads = 12"],
    ["hidden_act", "relu7", "gelu"],
  ])("%s: %j", (field, value, expected) => {
    const parse = () => audioSpectrogramTransformer.parseConfig({ [field]: value });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(`audio-spectrogram-transformer: the config's "${field}"`);
    expect(parse).toThrow(expected);
  });
});
