import { describe, expect, test } from "@jest/globals";
import { encodeSafetensors, memoryFolder } from "@transonnx/checkpoint";
import { exportModel, memoryOutput, planExport } from "@transonnx/exporter";
import type { NumericData } from "@transonnx/graph";
import { type Golden, goldenTensors, readGoldens } from "@transonnx/testing";
import { encoderDecoder } from "../src/index.ts";
import { registry as parts } from "./registry.ts";

const registry = parts.extend([encoderDecoder]);
const more = readGoldens(new URL("../../../../fixtures/goldens-more/encoder-decoder", import.meta.url));
const named = (variant: string) => more.find((golden) => golden.variant === variant)!;

/** The golden as a checkpoint, with another config.json maybe. */
function checkpoint(golden: Golden, config: object = golden.config) {
  const tensors = [...goldenTensors(golden)].map(([name, { shape, data }]) => {
    return [name, { dtype: "float32", shape, data: data as NumericData }] as const;
  });
  return memoryFolder({
    "config.json": new TextEncoder().encode(JSON.stringify(config)),
    "model.safetensors": encodeSafetensors(new Map(tensors)),
  });
}

describe("without a task, what is exported", () => {
  test.each([
    [
      "bert-gpt2",
      ["encoder_model.onnx", "decoder_model.onnx", "decoder_with_past_model.onnx", "decoder_model_merged.onnx"],
    ],
    ["bert-bert", ["encoder_model.onnx", "decoder_model.onnx"]],
  ])("has a past where the decoder keeps one: %s", async (variant, files) => {
    const output = memoryOutput();
    await exportModel({ checkpoint: checkpoint(named(variant)), registry, output });
    expect([...output.files.keys()].filter((file) => file.endsWith(".onnx")).sort()).toEqual(files.sort());
  });
});

describe("nothing is written", () => {
  const golden = named("bert-gpt2");
  const { encoder, decoder } = golden.config as { encoder: object; decoder: object };

  test.each([
    ["of a part that is unknown", { decoder: { ...decoder, model_type: "gpt5" } }, "UnknownModelTypeError"],
    ["of a part that cannot be it", { decoder: { ...decoder, model_type: "llama" } }, "ConfigError"],
    ["of an encoder that is none", { encoder: { ...encoder, model_type: "t5" } }, "ConfigError"],
    ["without a part", { encoder: null }, "ConfigError"],
    ["of a decoder without cross-attention", { decoder: { ...decoder, add_cross_attention: false } }, "ConfigError"],
    ["of more layers than there are tensors", { decoder: { ...decoder, n_layer: 2 } }, "MissingTensorError"],
    ["of fewer layers than there are tensors", { decoder: { ...decoder, n_layer: 0 } }, "ConfigError"],
  ])("%s", async (_, change, error) => {
    const output = memoryOutput();
    const folder = checkpoint(golden, { ...golden.config, ...change });
    await expect(exportModel({ checkpoint: folder, registry, output })).rejects.toMatchObject({ name: error });
    expect(output.files.size).toBe(0);
  });

  test("of a past that a decoder does not keep", async () => {
    const options = { checkpoint: checkpoint(named("bert-bert")), registry, output: memoryOutput() };
    await expect(exportModel({ ...options, task: "text2text-generation-with-past" })).rejects.toMatchObject({
      name: "UnsupportedTaskError",
      supported: ["text2text-generation"],
    });
  });
});

test("a plan tells what is wrong with a part's config", async () => {
  const { config } = named("bert-gpt2");
  const changed = { ...config, decoder: { ...(config.decoder as object), activation_function: "gelu_11" } };
  const { problems } = await planExport({ checkpoint: checkpoint(named("bert-gpt2"), changed), registry });
  expect(problems).toMatchObject([{ error: "ConfigError", field: "decoder.activation_function" }]);
});
