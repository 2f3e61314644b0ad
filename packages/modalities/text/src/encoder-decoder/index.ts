export { defineEncoderDecoder, type EncoderDecoderSpec } from "./define-encoder-decoder.ts";
export { type Encoders, featuresOf } from "./parts.ts";
