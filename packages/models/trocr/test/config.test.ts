import { describe, expect, test } from "@jest/globals";
import { tasksOf } from "@transonnx/core";
import { chooseTask } from "@transonnx/exporter";
import { parseTrOCRConfig, trocr } from "../src/index.ts";

test("is a decoder of another model alone", () => {
  expect(tasksOf(trocr)).toEqual([]);
  expect(trocr.asDecoder).toMatchObject({ architecture: "TrOCRForCausalLM" });
  for (const task of ["auto", "feature-extraction"])
    expect(() => chooseTask(trocr, { config: { architectures: ["TrOCRForCausalLM"] }, task })).toThrow(
      "export the model that has one as its decoder",
    );
});

test("attends to vectors of its own width unless it is told", () => {
  const memoryWidth = (config: object) => trocr.asDecoder!.memoryWidth!(parseTrOCRConfig({ ...config }));
  expect(memoryWidth({})).toBe(1024);
  expect(memoryWidth({ cross_attention_hidden_size: 768 })).toBe(768);
});

test("goes by the numbers under either of their names", () => {
  expect(parseTrOCRConfig({ hidden_size: 256, num_hidden_layers: 6, num_attention_heads: 8 })).toMatchObject({
    d_model: 256,
    decoder_layers: 6,
    decoder_attention_heads: 8,
  });
});

describe("refused", () => {
  const sinusoidal = { use_learned_position_embeddings: false };

  test.each([
    ["heads that do not divide the width", "d_model", { d_model: 18 }],
    ["sines of one wavelength", "d_model", { ...sinusoidal, d_model: 2, decoder_attention_heads: 1 }],
    ["sines without a token that is padding", "pad_token_id", { ...sinusoidal, pad_token_id: null }],
    ["an unknown activation", "activation_function", { activation_function: "gelu_11" }],
  ])("%s", (_, field, config) => {
    expect(() => parseTrOCRConfig(config)).toThrow(expect.objectContaining({ name: "ConfigError", field }));
  });
});
