import { describe, expect, test } from "@jest/globals";
import { ConfigBehavior, OptionError, resolveDefinition, tasksOf, UnknownModelTypeError } from "@transonnx/core";
import { type VisionEncoderDecoderOnnxConfig, visionEncoderDecoder } from "../src/index.ts";
import { registry } from "./registry.ts";

const small = { hidden_size: 8, num_hidden_layers: 1, num_attention_heads: 2, intermediate_size: 12 };
const vitConfig = { model_type: "vit", ...small, image_size: 12, patch_size: 4 };
const attends = { is_decoder: true, add_cross_attention: true };
const gpt2Decoder = { model_type: "gpt2", vocab_size: 17, n_embd: 8, n_layer: 3, n_head: 2, ...attends };
const bertDecoder = { model_type: "bert", vocab_size: 17, ...small, ...attends };
const trocrDecoder = {
  model_type: "trocr",
  vocab_size: 17,
  d_model: 16,
  decoder_layers: 2,
  decoder_attention_heads: 4,
  decoder_ffn_dim: 12,
};

const config = (encoder: object, decoder: object, whole: object = {}) => ({
  model_type: "vision-encoder-decoder",
  encoder,
  decoder,
  ...whole,
});
const resolve = (encoder: object, decoder: object) =>
  resolveDefinition(visionEncoderDecoder, config(encoder, decoder), registry);
const parse = async (encoder: object, decoder: object, whole?: object) =>
  (await resolve(encoder, decoder)).parseConfig(config(encoder, decoder, whole));

test.each([
  ["gpt2", gpt2Decoder, ["image-to-text", "image-to-text-with-past"]],
  ["trocr", trocrDecoder, ["image-to-text", "image-to-text-with-past"]],
  ["bert", bertDecoder, ["image-to-text"]],
])("has a past where the decoder keeps one: %s", async (_, decoder, tasks) => {
  expect(tasksOf(await resolve(vitConfig, decoder))).toEqual(tasks);
});

describe("an encoder is", () => {
  test("one of pictures", async () => {
    await expect(resolve({ ...bertDecoder }, gpt2Decoder)).rejects.toMatchObject({
      name: "ConfigError",
      field: "encoder.model_type",
      value: "bert",
      allowed: [
        ...["beit", "clip", "clip_vision_model", "convnext", "deit", "dinov2", "donut-swin", "siglip_vision_model"],
        ...["swin", "vit"],
      ],
    });
  });

  test("one of pictures alone", async () => {
    await expect(parse({ model_type: "clip" }, gpt2Decoder)).rejects.toMatchObject({
      field: "encoder.model_type",
      expected: "an encoder of pictures that gives a sequence of vectors",
      advice: "Models of the type clip take input_ids, attention_mask",
    });
  });

  test("one that gives a sequence", async () => {
    await expect(parse({ model_type: "convnext" }, gpt2Decoder)).rejects.toMatchObject({
      field: "encoder.model_type",
      value: "convnext",
      advice: "Models of the type convnext give no sequence of vectors of one hidden_size",
    });
  });

  test("a model that the registry has", async () => {
    await expect(resolve({ model_type: "vit6" }, gpt2Decoder)).rejects.toThrow(UnknownModelTypeError);
  });

  test("refused for a field of its own", async () => {
    await expect(parse({ ...vitConfig, image_size: 13 }, gpt2Decoder)).rejects.toMatchObject({
      name: "ConfigError",
      field: "encoder.image_size",
    });
  });
});

describe("a decoder is", () => {
  test("one of the models that attend to an encoder", async () => {
    await expect(resolve(vitConfig, { model_type: "llama" })).rejects.toMatchObject({
      name: "ConfigError",
      field: "decoder.model_type",
      allowed: ["bart", "bert", "electra", "gpt2", "marian", "mbart", "pegasus", "roberta", "trocr", "xlm-roberta"],
    });
  });

  test.each([
    ["decoder.add_cross_attention", { ...gpt2Decoder, add_cross_attention: false }],
    ["decoder.cross_attention_hidden_size", { ...gpt2Decoder, cross_attention_hidden_size: 12 }],
    ["decoder.cross_attention_hidden_size", { ...trocrDecoder, cross_attention_hidden_size: 16 }],
    ["decoder.d_model", { ...trocrDecoder, d_model: 18 }],
  ])("refused for its %s", async (field, decoder) => {
    await expect(parse(vitConfig, decoder)).rejects.toMatchObject({ name: "ConfigError", field });
  });

  test("one that attends to vectors of the encoder's width, where it says so", async () => {
    const { decoder } = await parse(vitConfig, { ...trocrDecoder, cross_attention_hidden_size: 8 });
    expect(decoder).toMatchObject({ d_model: 16, cross_attention_hidden_size: 8 });
  });
});

test("an encoder that has the decoder's tensors is refused", async () => {
  await expect(parse(vitConfig, bertDecoder, { tie_encoder_decoder: true })).rejects.toMatchObject({
    field: "tie_encoder_decoder",
  });
});

describe("a configuration", () => {
  const onnxConfig = async (decoder: object, options?: object) =>
    new (await resolve(vitConfig, decoder)).onnxConfig(
      await parse(vitConfig, decoder),
      "image-to-text",
      options,
    ) as VisionEncoderDecoderOnnxConfig;

  test("refuses a past that the decoder does not keep", async () => {
    await expect(onnxConfig(bertDecoder, { usePast: true })).rejects.toThrow(OptionError);
  });

  test("has pictures for the encoder, and no mask for the decoder", async () => {
    const whole = await onnxConfig(trocrDecoder, { usePast: true });
    const names = (behavior: ConfigBehavior) => Object.keys(whole.withBehavior(behavior).onnxInputs);
    expect(names(ConfigBehavior.ENCODER)).toEqual(["pixel_values"]);
    expect(names(ConfigBehavior.DECODER)).toEqual(["input_ids", "encoder_hidden_states"]);
    expect(Object.keys(whole.inputs)).toEqual(["pixel_values", "decoder_input_ids"]);
  });

  test("makes the keys of what the decoder saw as long as that", async () => {
    const whole = await onnxConfig(trocrDecoder, { usePast: true });
    const decoder = whole.withBehavior(ConfigBehavior.DECODER, { usePast: true, usePastInInputs: true });
    const inputs = decoder.generateDummyInputs({ encoder_sequence_length: 10 });
    expect(inputs.encoder_outputs!.shape).toEqual([2, 10, 8]);
    expect(inputs["past_key_values.1.encoder.key"]!.shape).toEqual([2, 4, 10, 4]);
  });

  test("counts layers and heads of both parts", async () => {
    const { numLayers, numAttentionHeads } = await onnxConfig(gpt2Decoder, { usePast: true });
    expect([numLayers, numAttentionHeads]).toEqual([
      [1, 3],
      [2, 2],
    ]);
  });
});
