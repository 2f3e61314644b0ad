import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { parseWavLMConfig, WavLMOnnxConfig, wavlm } from "../src/index.ts";

test("adapters after layers are not WavLM's, whatever a file says", () => {
  expect(parseWavLMConfig({ adapter_attn_dim: 16, do_stable_layer_norm: true }).adapter_attn_dim).toBeNull();
});

test("an adapter is as wide as the encoder where the file does not say", () => {
  expect(parseWavLMConfig({ output_hidden_size: null }).output_hidden_size).toBe(768);
  expect(parseWavLMConfig({ output_hidden_size: 32 }).output_hidden_size).toBe(32);
});

describe("what is not built is refused by name", () => {
  test.each([
    ["num_buckets", 3, "at least 4"],
    ["max_bucket_distance", 80, "more than a quarter of num_buckets = 320"],
    ["max_bucket_distance", 2 ** 16 + 1, "at most 65536"],
    ["hidden_size", 770, "a multiple of num_attention_heads = 12"],
    ["is_decoder", true, "false"],
  ])("%s: %j", (field, value, expected) => {
    const parse = () => wavlm.parseConfig({ [field]: value });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(`wavlm: the config's "${field}"`);
    expect(parse).toThrow(expected);
  });

  test("time delays of unequal number, for the task that has them", () => {
    const config = parseWavLMConfig({ tdnn_kernel: [5, 3] });
    expect(() => new WavLMOnnxConfig(config, "audio-xvector")).toThrow(
      `wavlm: the config's "tdnn_kernel" is [5,3]: expected 5 entries, as many as tdnn_dim has`,
    );
    expect(new WavLMOnnxConfig(config, "feature-extraction").task).toBe("feature-extraction");
  });

  test.each(["audio-classification", "audio-frame-classification"])("add_adapter: true for %s", (task) => {
    const config = parseWavLMConfig({ add_adapter: true });
    expect(() => new WavLMOnnxConfig(config, task)).toThrow(
      `wavlm: the config's "add_adapter" is true: expected false for ${task}`,
    );
    expect(new WavLMOnnxConfig(config, "automatic-speech-recognition").task).toBe("automatic-speech-recognition");
  });
});
