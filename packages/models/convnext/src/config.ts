import { bothOf, configParser, real } from "@transonnx/core";
import { convnextFields, requireConvNextStages, VisionOnnxConfig } from "@transonnx/vision";

/** The epsilon of the norm before the classifier; all others are fixed. */
const layer_norm_eps = real(1e-12);

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseConvNextConfig = configParser(
  "convnext",
  { ...convnextFields, layer_norm_eps, layer_scale_init_value: real(1e-6) },
  { derive: () => ({ global_response_norm: false }), check: requireConvNextStages },
);

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseConvNextV2Config = configParser(
  "convnextv2",
  { ...convnextFields, layer_norm_eps },
  { derive: () => ({ global_response_norm: true, layer_scale_init_value: 0 }), check: requireConvNextStages },
);

/** The fields of config.json that decide the graph, under transformers' names. */
export type ConvNextConfig = ReturnType<typeof parseConvNextConfig>;
/** The fields of config.json that decide the graph, under transformers' names. */
export type ConvNextV2Config = ReturnType<typeof parseConvNextV2Config>;

/** The side of a picture of which the last stage makes one place: every stage after the first halves it. */
function unitOf({
  patch_size,
  num_stages,
}: ConvNextConfig | ConvNextV2Config): readonly [height: number, width: number] {
  const [height, width] = bothOf(patch_size);
  const halvings = 2 ** (num_stages - 1);
  return [height * halvings, width * halvings];
}

/** What a ConvNeXt takes and gives as an ONNX file. */
export class ConvNextOnnxConfig extends VisionOnnxConfig<ConvNextConfig> {
  protected override get pictureUnit() {
    return unitOf(this.config);
  }
}

/** What a ConvNeXt V2 takes and gives as an ONNX file. */
export class ConvNextV2OnnxConfig extends VisionOnnxConfig<ConvNextV2Config> {
  protected override get pictureUnit() {
    return unitOf(this.config);
  }
}
