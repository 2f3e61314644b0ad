import { type AtolForValidation, configParser } from "@transonnx/core";
import { requireStages, resnetFields, VisionOnnxConfig } from "@transonnx/vision";

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseResNetConfig = configParser("resnet", resnetFields, { check: requireStages });

/** The fields of config.json that decide the graph, under transformers' names. */
export type ResNetConfig = ReturnType<typeof parseResNetConfig>;

/** What a ResNet takes and gives as an ONNX file. */
export class ResNetOnnxConfig extends VisionOnnxConfig<ResNetConfig> {
  /** That of transformers' ResNetOnnxConfig: in float32, PyTorch itself is so far from float64 after 50 layers. */
  static override readonly atolForValidation: AtolForValidation = 1e-3;
}
