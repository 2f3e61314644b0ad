import { describe, expect, test } from "@jest/globals";
import { activations, ConfigError } from "@transonnx/core";
import { readGoldens } from "@transonnx/testing";
import { bert } from "../src/index.ts";

const variants = readGoldens(new URL("../../../../fixtures/goldens-more/bert", import.meta.url));

test("every activation of transformers' ACT2FN has a golden; gelu is that of the others", () => {
  const tried = new Set(variants.map(({ config }) => config.hidden_act));
  expect(activations.filter((name) => !tried.has(name))).toEqual([]);
});

describe("what is not built is refused by name", () => {
  test.each([
    ["hidden_act", "gelu_11"],
    ["position_embedding_type", "rotary"],
    ["position_embedding_type", null],
    ["hidden_size", 770],
    ["type_vocab_size", 0],
    ["num_hidden_layers", 0],
    ["is_decoder", true],
    ["add_cross_attention", true],
    ["pruned_heads", { 0: [1] }],
  ])("%s: %j", (field, value) => {
    const parse = () => bert.parseConfig({ [field]: value });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(`"${field}"`);
  });
});
