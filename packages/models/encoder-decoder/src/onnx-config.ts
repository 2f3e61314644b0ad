import { EncoderDecoderBaseOnnxConfig } from "@transonnx/text";

/** What any text encoder with any text decoder takes and gives as ONNX files. */
export class EncoderDecoderOnnxConfig extends EncoderDecoderBaseOnnxConfig {}
