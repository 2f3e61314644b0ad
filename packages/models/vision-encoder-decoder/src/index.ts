import { oneOf } from "@transonnx/core";
import { defineEncoderDecoder } from "@transonnx/text";
import { VisionEncoderDecoderOnnxConfig } from "./onnx-config.ts";

export { VisionEncoderDecoderOnnxConfig } from "./onnx-config.ts";

/** Any encoder of pictures with any text decoder of a registry: `resolveDefinition` makes the model of a config.json's parts. */
export const visionEncoderDecoder = defineEncoderDecoder({
  modelType: "vision-encoder-decoder",
  task: "image-to-text",
  architecture: "VisionEncoderDecoderModel",
  onnxConfig: VisionEncoderDecoderOnnxConfig,
  encoders: { kind: "an encoder of pictures that gives a sequence of vectors", inputs: ["pixel_values"] },
  fields: { tie_encoder_decoder: oneOf([false], false) },
});
