import { describe, expect, test } from "@jest/globals";
import { ConfigError, type ModelDefinition, numLabels } from "@transonnx/core";
import { bart, m2m100, marian, mbart, parseBartConfig, parseMarianConfig, pegasus } from "../src/index.ts";

const refused = (definition: ModelDefinition, config: object) => {
  try {
    definition.parseConfig({ ...config });
  } catch (error) {
    if (error instanceof ConfigError) return [error.field, error.value];
    throw error;
  }
  return undefined;
};

test.each([bart, mbart, marian, pegasus, m2m100])("an empty config.json is one of $modelType", (definition) => {
  const config = definition.parseConfig({});
  expect(config).toMatchObject({ d_model: 1024, decoder_layers: 12, encoder_attention_heads: 16 });
});

describe("what fairseq's fields say is not heeded, as in transformers", () => {
  test.each([
    [bart, { normalize_before: false, normalize_embedding: true, positions: "learned" }],
    [mbart, { normalize_before: true, normalize_embedding: true, positions: "learned" }],
    [marian, { normalize_before: false, normalize_embedding: false, positions: "sinusoidal" }],
    [pegasus, { normalize_before: true, normalize_embedding: false, positions: "sinusoidal" }],
    [m2m100, { normalize_before: true, normalize_embedding: false, positions: "of tokens" }],
  ] as const)("$modelType", (definition, architecture) => {
    const other = { normalize_before: "no", normalize_embedding: null, positions: 7, static_position_embeddings: true };
    expect(definition.parseConfig(other)).toMatchObject(architecture);
  });
});

describe("words", () => {
  test("are one vocabulary, whatever the decoder's size is said to be", () => {
    expect(parseMarianConfig({ vocab_size: 9, decoder_vocab_size: 7 }).decoder_vocab_size).toBe(9);
  });

  test("are two where Marian's embeddings are not shared", () => {
    const apart = { vocab_size: 9, share_encoder_decoder_embeddings: false };
    expect(parseMarianConfig({ ...apart, decoder_vocab_size: 7 }).decoder_vocab_size).toBe(7);
    expect(parseMarianConfig(apart).decoder_vocab_size).toBe(9);
  });
});

test("BART has three labels unless it is told", () => {
  expect(numLabels(parseBartConfig({}))).toBe(3);
  expect(numLabels(parseBartConfig({ id2label: { 0: "no", 1: "yes" } }))).toBe(2);
});

test.each([
  ["d_model", { d_model: 10, encoder_attention_heads: 2, decoder_attention_heads: 3 }, 10],
  ["encoder_layers", { encoder_layers: 0 }, 0],
  ["activation_function", { activation_function: "sine" }, "sine"],
  ["tie_encoder_decoder", { tie_encoder_decoder: true }, true],
  ["eos_token_id", { eos_token_id: "</s>" }, "</s>"],
])("%s is refused where it cannot be built", (field, config, value) => {
  expect(refused(bart, config)).toEqual([field, value]);
});

test("M2M100 needs a padding id, and a width that has two waves", () => {
  expect(refused(m2m100, { pad_token_id: null })).toEqual(["pad_token_id", null]);
  const narrow = { d_model: 2, encoder_attention_heads: 1, decoder_attention_heads: 1 };
  expect(refused(m2m100, narrow)).toEqual(["d_model", 2]);
});
