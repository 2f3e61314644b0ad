import { describe, expect, test } from "@jest/globals";
import { ConfigBehavior, NormalizedSeq2SeqConfig } from "@transonnx/core";
import { toNumbers } from "@transonnx/graph";
import { TextSeq2SeqOrDecoderOnnxConfig } from "../index.ts";

class BartOnnxConfig extends TextSeq2SeqOrDecoderOnnxConfig {
  static override readonly normalizedConfigClass = NormalizedSeq2SeqConfig.withArgs({ num_layers: "decoder_layers" });
}

const config = {
  model_type: "bart",
  vocab_size: 99,
  hidden_size: 8,
  num_hidden_layers: 2,
  decoder_layers: 1,
  num_attention_heads: 2,
  eos_token_id: 98,
};

const tokens = { 0: "batch_size", 1: "sequence_length" };
const past = { 0: "batch_size", 2: "past_sequence_length" };
const all = "past_sequence_length + sequence_length";

test("two parts have an encoder's and a decoder's lengths", () => {
  const bart = new BartOnnxConfig(config, "text2text-generation-with-past");
  expect(Object.keys(bart.withBehavior(ConfigBehavior.ENCODER).inputs)).toEqual(["input_ids", "attention_mask"]);
  const decoder = bart.withBehavior(ConfigBehavior.DECODER, { usePast: true });
  expect(decoder.inputs.decoder_input_ids).toEqual({ 0: "batch_size", 1: "decoder_sequence_length" });
  expect(Object.keys(decoder.outputs)).toContain("present.1.encoder.value");
});

test("the decoder alone has the past of decoders, one pair a layer", () => {
  const bart = new BartOnnxConfig(config, "text-generation-with-past");
  expect(bart.inputs).toEqual({
    input_ids: tokens,
    attention_mask: { 0: "batch_size", 1: all },
    "past_key_values.0.key": past,
    "past_key_values.0.value": past,
  });
  expect(bart.outputs).toEqual({
    logits: tokens,
    "present.0.key": { 0: "batch_size", 2: all },
    "present.0.value": { 0: "batch_size", 2: all },
  });
  expect(bart.flattenOutputCollectionProperty("present", [["k", "v"]])).toEqual({
    "present.0.key": "k",
    "present.0.value": "v",
  });
});

test("the decoder's dummy mask covers its dummy past", () => {
  const bart = new BartOnnxConfig(config, "text-generation-with-past");
  const made = bart.generateDummyInputs({ sequence_length: 3, past_sequence_length: 5 });
  expect(Object.entries(made).map(([name, { shape }]) => [name, ...shape])).toEqual([
    ["input_ids", 2, 3],
    ["attention_mask", 2, 8],
    ["past_key_values.0.key", 2, 2, 5, 4],
    ["past_key_values.0.value", 2, 2, 5, 4],
  ]);
});

test("a decoder's dummy ids are of its own words", () => {
  const apart = { ...config, vocab_size: 1000, decoder_vocab_size: 2 };
  const highest = (task: string, name: string) =>
    Math.max(...Array.from(toNumbers(new BartOnnxConfig(apart, task).generateDummyInputs()[name]!)));
  expect(highest("text2text-generation", "input_ids")).toBeGreaterThan(1);
  expect(highest("text2text-generation", "decoder_input_ids")).toBe(1);
  expect(highest("text-generation", "input_ids")).toBe(1);
});

describe("texts to classify", () => {
  const ends = (task: string, options = {}) => {
    const { input_ids } = new BartOnnxConfig(config, task).generateDummyInputs({ sequence_length: 4, ...options });
    const ids = Array.from(toNumbers(input_ids!));
    const length = ids.length / 2;
    return [ids.slice(0, length), ids.slice(length)].map((text) => text.includes(98));
  };

  test("have an end each", () => {
    for (let seed = 0; seed < 20; seed++) expect(ends("text-classification", { seed })).toEqual([true, true]);
    expect(ends("text-classification", { sequence_length: 1 })).toEqual([true, true]);
  });

  test("as no other texts have, nor they on request", () => {
    expect(ends("question-answering")).toEqual([false, false]);
    expect(ends("text-classification", { force_eos_token_id_presence: false })).toEqual([false, false]);
  });
});
