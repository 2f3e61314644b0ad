import { defineModel, type ModelDefinition, patternsBelow, type TaskDefinition, withoutParts } from "@transonnx/core";
import type { EncoderDecoderConfig, EncoderDecoderParts } from "@transonnx/text";
import { parseConfigOf } from "./config.ts";
import { decoderOf, encoderOf, featuresOf } from "./modeling.ts";
import { EncoderDecoderOnnxConfig } from "./onnx-config.ts";

export { EncoderDecoderOnnxConfig } from "./onnx-config.ts";

const modelType = "encoder-decoder";
const task = (parts: EncoderDecoderParts): TaskDefinition<EncoderDecoderConfig> => ({
  architecture: "EncoderDecoderModel",
  encoder: encoderOf(parts),
  decoder: decoderOf(parts),
});

/** The model of two parts. */
const compose = (parts: EncoderDecoderParts, { tie_encoder_decoder: isTied }: Readonly<Record<string, unknown>>) =>
  defineModel<EncoderDecoderConfig>({
    modelType,
    parseConfig: parseConfigOf(parts),
    onnxConfig: EncoderDecoderOnnxConfig.withParts(parts),
    tasks: { "text2text-generation": task(parts) },
    mayHold: [
      ...patternsBelow("encoder", parts.encoder.mayHold),
      ...patternsBelow("decoder", parts.decoder.mayHold),
      ...(isTied ? [/^encoder\./] : []),
    ],
  });

const isEncoder = (definition: ModelDefinition): boolean => featuresOf(definition) !== undefined;
const isDecoder = ({ asDecoder }: ModelDefinition): boolean => asDecoder !== undefined;

const unknown = withoutParts(modelType);

/** Any encoder with any decoder of a registry: `resolveDefinition` makes the model of a config.json's parts. */
export const encoderDecoder = defineModel<EncoderDecoderConfig>({
  modelType,
  parseConfig: unknown,
  onnxConfig: EncoderDecoderOnnxConfig,
  tasks: { "text2text-generation": { architecture: "EncoderDecoderModel", encoder: unknown, decoder: unknown } },
  mayHold: [],
  composition: {
    parts: { encoder: isEncoder, decoder: isDecoder },
    compose: ({ encoder, decoder }, json) => compose({ encoder: encoder!, decoder: decoder! }, json),
  },
});
