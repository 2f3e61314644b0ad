import { flag } from "@transonnx/core";
import { defineEncoderDecoder } from "@transonnx/text";
import { EncoderDecoderOnnxConfig } from "./onnx-config.ts";
import { tiedEncoder } from "./tied-encoder.ts";

export { EncoderDecoderOnnxConfig } from "./onnx-config.ts";

/** Any text encoder with any text decoder of a registry: `resolveDefinition` makes the model of a config.json's parts. */
export const encoderDecoder = defineEncoderDecoder({
  modelType: "encoder-decoder",
  task: "text2text-generation",
  architecture: "EncoderDecoderModel",
  onnxConfig: EncoderDecoderOnnxConfig,
  encoders: {
    kind: "an encoder of text",
    inputs: ["input_ids", "attention_mask", "token_type_ids", "position_ids"],
  },
  fields: { tie_encoder_decoder: flag(false) },
  encoder: tiedEncoder,
  mayHold: ({ tie_encoder_decoder: isTied }) => (isTied ? [/^encoder\./] : []),
});
