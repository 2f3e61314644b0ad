import { describe, expect, test } from "@jest/globals";
import {
  type Axes,
  ConfigError,
  createRegistry,
  OptionError,
  resolveDefinition,
  TasksManager,
  tasksOf,
  UnknownModelTypeError,
} from "@transonnx/core";
import { goldenGraphs, goldenTensors, readGoldens } from "@transonnx/testing";
import { EncoderDecoderOnnxConfig, encoderDecoder } from "../src/index.ts";
import { registry } from "./registry.ts";

const small = { vocab_size: 17, hidden_size: 8, num_hidden_layers: 1, num_attention_heads: 2, intermediate_size: 12 };
const bertConfig = { model_type: "bert", ...small };
const attends = { is_decoder: true, add_cross_attention: true };
const bertDecoder = { ...bertConfig, ...attends };
const gpt2Decoder = { model_type: "gpt2", vocab_size: 17, n_embd: 8, n_layer: 3, n_head: 2, ...attends };
const bartDecoder = {
  model_type: "bart",
  vocab_size: 17,
  d_model: 8,
  decoder_layers: 2,
  decoder_attention_heads: 4,
  encoder_attention_heads: 2,
};

const config = (encoder: object, decoder: object) => ({ model_type: "encoder-decoder", encoder, decoder });
const resolve = (encoder: object, decoder: object) =>
  resolveDefinition(encoderDecoder, config(encoder, decoder), registry);
const parse = async (encoder: object, decoder: object) =>
  (await resolve(encoder, decoder)).parseConfig(config(encoder, decoder));

describe("the tasks", () => {
  test("are told without the parts", () => {
    expect(tasksOf(encoderDecoder)).toEqual(["text2text-generation", "text2text-generation-with-past"]);
  });

  test.each([
    ["gpt2", gpt2Decoder, ["text2text-generation", "text2text-generation-with-past"]],
    ["bart", bartDecoder, ["text2text-generation", "text2text-generation-with-past"]],
    ["bert", bertDecoder, ["text2text-generation"]],
  ])("have a past where the decoder keeps one: %s", async (_, decoder, tasks) => {
    expect(tasksOf(await resolve(bertConfig, decoder))).toEqual(tasks);
  });
});

describe("a decoder is", () => {
  test("one of the models that attend to an encoder", async () => {
    const refused = resolve(bertConfig, { model_type: "llama" });
    await expect(refused).rejects.toThrow(ConfigError);
    await expect(refused).rejects.toMatchObject({
      field: "decoder.model_type",
      value: "llama",
      allowed: [
        "bart",
        "bert",
        "camembert",
        "data2vec-text",
        "electra",
        "gpt2",
        "marian",
        "mbart",
        "pegasus",
        "roberta",
        "xlm-roberta",
      ],
    });
  });

  test("a model that the registry has", async () => {
    await expect(resolve(bertConfig, { model_type: "gpt5" })).rejects.toThrow(UnknownModelTypeError);
    await expect(resolve(bertConfig, { model_type: "gpt5" })).rejects.toThrow("encoder-decoder, the decoder:");
  });

  test.each([
    ["decoder.is_decoder", { ...bertDecoder, is_decoder: false }],
    ["decoder.is_decoder", { ...bertConfig, add_cross_attention: true }],
    ["decoder.add_cross_attention", { ...gpt2Decoder, add_cross_attention: false }],
    ["decoder.n_head", { ...gpt2Decoder, n_head: 0 }],
    ["decoder.cross_attention_hidden_size", { ...gpt2Decoder, cross_attention_hidden_size: 12 }],
  ])("refused for its %s", async (field, decoder) => {
    await expect(parse(bertConfig, decoder)).rejects.toMatchObject({ name: "ConfigError", field });
  });

  test("one that names the width of what it attends to, where that is everybody's", async () => {
    const { decoder } = await parse(bertConfig, { ...gpt2Decoder, cross_attention_hidden_size: 8 });
    expect(decoder).toMatchObject({ model_type: "gpt2", n_layer: 3 });
  });
});

describe("an encoder is", () => {
  test("a model whose features are one graph", async () => {
    const refused = resolve({ model_type: "t5" }, gpt2Decoder);
    await expect(refused).rejects.toMatchObject({ name: "ConfigError", field: "encoder.model_type", value: "t5" });
    await expect(refused).rejects.toThrow('expected "albert", "bert"');
  });

  test.each([
    ["encoder.is_decoder", { ...bertConfig, is_decoder: true }],
    ["encoder.hidden_act", { ...bertConfig, hidden_act: "gelu_11" }],
  ])("refused for its %s", async (field, encoder) => {
    await expect(parse(encoder, gpt2Decoder)).rejects.toMatchObject({ name: "ConfigError", field });
  });
});

describe("a configuration", () => {
  const onnxConfig = async (decoder: object, options?: object) =>
    new (await resolve(bertConfig, decoder)).onnxConfig(
      await parse(bertConfig, decoder),
      "text2text-generation",
      options,
    );

  test("refuses a past that the decoder does not keep", async () => {
    await expect(onnxConfig(bertDecoder, { usePast: true })).rejects.toThrow(OptionError);
    await expect(onnxConfig(bertDecoder, { usePast: true })).rejects.toThrow("The decoder is a bert");
  });

  test.each([
    ["gpt2", gpt2Decoder, [1, 3], [2, 2], "past_key_values.2.value"],
    ["bart", bartDecoder, [1, 2], [2, 4], "past_key_values.1.encoder.value"],
  ])("counts each part's layers and heads, and names the past as the decoder does: %s", async (...given) => {
    const [, decoder, numLayers, numAttentionHeads, last] = given;
    const made = (await onnxConfig(decoder, { usePast: true })) as EncoderDecoderOnnxConfig;
    expect(made).toMatchObject({ numLayers, numAttentionHeads });
    const names = Object.keys(made.withBehavior("decoder", { usePast: true, usePastInInputs: true }).inputs);
    expect(names.at(-1)).toBe(last);
    const inputs: Record<string, Axes> = {};
    made.fillWithPastKeyValues(inputs, "inputs");
    expect(Object.keys(inputs)).toContain(last);
  });

  test("flattens keys and values under the decoder's names", async () => {
    const made = await onnxConfig(gpt2Decoder, { usePast: true });
    expect(made.flattenOutputCollectionProperty("present", [["k", "v"]])).toEqual({
      "present.0.key": "k",
      "present.0.value": "v",
    });
  });

  test("asks for its parts", () => {
    expect(
      () => new EncoderDecoderOnnxConfig({ model_type: "encoder-decoder", encoder: bertConfig, decoder: gpt2Decoder }),
    ).toThrow("it is not known which models it is composed of");
  });

  test("comes from a TasksManager that is given the model", async () => {
    const model = { config: config(bertConfig, gpt2Decoder) };
    const manager = new TasksManager(registry.extend([encoderDecoder]));
    const make = await manager.getExporterConfigConstructor("onnx", { model, task: "seq2seq-lm-with-past" });
    expect(make(model.config)).toMatchObject({ usePast: true, numLayers: [1, 3] });
  });
});

describe("tie_encoder_decoder", () => {
  const golden = readGoldens(new URL("../../../../fixtures/goldens-more/encoder-decoder", import.meta.url)).find(
    ({ variant }) => variant === "bert-bert-shared",
  )!;
  const tensors = goldenTensors(golden);
  const copies = [...tensors].flatMap(([name, tensor]) =>
    name.startsWith("decoder.bert.") ? [[name.replace("decoder.bert.", "encoder."), tensor] as const] : [],
  );

  test("lets the encoder read the decoder's tensors, copies or not", async () => {
    const definition = await resolveDefinition(encoderDecoder, golden.config, registry);
    const { encoder_model } = goldenGraphs(definition, golden, new Map([...tensors, ...copies]));
    expect([...encoder_model!.parameters].filter((name) => name.startsWith("encoder."))).toEqual([]);
  });

  test("is needed for that", async () => {
    const apart = { ...golden, config: { ...golden.config, tie_encoder_decoder: false } };
    const definition = await resolveDefinition(encoderDecoder, apart.config, registry);
    expect(() => goldenGraphs(definition, apart, tensors)).toThrow('"encoder.embeddings.word_embeddings.weight"');
  });
});

test("without the parts in the registry there is no definition", async () => {
  const json = config(bertConfig, gpt2Decoder);
  await expect(resolveDefinition(encoderDecoder, json, createRegistry([]))).rejects.toThrow(UnknownModelTypeError);
});
