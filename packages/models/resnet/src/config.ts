import { configParser } from "@transonnx/core";
import { requireStages, resnetFields, VisionOnnxConfig } from "@transonnx/vision";

export const parseResNetConfig = configParser("resnet", resnetFields, { check: requireStages });

export type ResNetConfig = ReturnType<typeof parseResNetConfig>;

/** What a ResNet takes and gives as an ONNX file. */
export class ResNetOnnxConfig extends VisionOnnxConfig<ResNetConfig> {}
