import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { DistilBertOnnxConfig, distilbert, parseDistilBertConfig } from "../src/index.ts";

const sizes = { hidden_size: 12, num_attention_heads: 3, num_hidden_layers: 2 };

describe("a config.json", () => {
  test("may use the names of other models", () => {
    expect(distilbert.parseConfig(sizes)).toMatchObject({ dim: 12, n_heads: 3, n_layers: 2, hidden_dim: 3072 });
    expect(() => distilbert.parseConfig({ ...sizes, dim: 768 })).toThrow(
      '"hidden_size" is 12: expected dim = 768, which is the same field',
    );
  });

  test("is read under names that do not depend on the model", () => {
    const config = parseDistilBertConfig({ dim: 12, n_heads: 3, n_layers: 2 });
    const { normalizedConfig } = new DistilBertOnnxConfig(config);
    const { hiddenSize, numAttentionHeads, numLayers } = normalizedConfig;
    expect([hiddenSize, numAttentionHeads, numLayers]).toEqual([12, 3, 2]);
  });
});

describe("what is not built is refused by name", () => {
  test.each([
    ["activation", "swiglu"],
    ["dim", 770],
    ["n_layers", 0],
    ["is_decoder", true],
    ["pruned_heads", { 1: [0] }],
  ])("%s: %j", (field, value) => {
    const parse = () => distilbert.parseConfig({ [field]: value });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(`distilbert: the config's "${field}"`);
  });
});
