import {
  type AtolForValidation,
  type AxesByName,
  activationField,
  both,
  ConfigError,
  configParser,
  count,
  flag,
  index,
  nullable,
  real,
} from "@transonnx/core";
import { VisionOnnxConfig } from "@transonnx/vision";

/** The fields of a MobileNetV2 config.json that decide the graph, with the defaults of transformers' MobileNetV2Config. */
const fields = {
  num_channels: count(3),
  image_size: both(224),
  depth_multiplier: real(1),
  depth_divisible_by: count(8),
  min_depth: nullable(count(), 8),
  expand_ratio: real(6),
  output_stride: index(32),
  first_layer_is_expansion: flag(true),
  finegrained_output: flag(true),
  hidden_act: activationField("relu6"),
  tf_padding: flag(true),
  layer_norm_eps: real(1e-3),
};

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseMobileNetV2Config = configParser("mobilenet_v2", fields, {
  check(config) {
    for (const field of ["depth_multiplier", "expand_ratio"] as const)
      if (config[field] <= 0)
        throw new ConfigError({
          where: config.model_type,
          field,
          value: config[field],
          expected: "a number above 0",
        });
  },
});

/** The fields of config.json that decide the graph, under transformers' names. */
export type MobileNetV2Config = ReturnType<typeof parseMobileNetV2Config>;

/** What a MobileNetV2 takes and gives as an ONNX file: pictures of any size, where optimum's files take one alone. */
export class MobileNetV2OnnxConfig extends VisionOnnxConfig<MobileNetV2Config> {
  /** As ResNet's: in float32, PyTorch itself is so far from float64 after 52 layers. */
  static override readonly atolForValidation: AtolForValidation = 1e-3;

  override get inputs(): AxesByName {
    return { pixel_values: { 0: "batch_size" } };
  }

  override get freedAxes(): AxesByName {
    return { pixel_values: { 1: "num_channels", 2: "height", 3: "width" } };
  }
}
