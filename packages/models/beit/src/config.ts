import { activationField, both, configParser, count, flag, real, transformerFields } from "@transonnx/core";
import { checkVit, requireResizedGrid, VisionOnnxConfig } from "@transonnx/vision";

/** The fields of a BEiT config.json that decide the graph, with the defaults of transformers' BeitConfig. */
const fields = {
  ...transformerFields,
  hidden_act: activationField("gelu"),
  layer_norm_eps: real(1e-12),
  image_size: both(224),
  patch_size: both(16),
  num_channels: count(3),
  use_absolute_position_embeddings: flag(false),
  use_relative_position_bias: flag(false),
  use_shared_relative_position_bias: flag(false),
  layer_scale_init_value: real(0.1),
  use_mean_pooling: flag(true),
};

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseBeitConfig = configParser("beit", fields, {
  check(config) {
    checkVit(config);
    if (config.use_absolute_position_embeddings) requireResizedGrid(config);
  },
});

/** The fields of config.json that decide the graph, under transformers' names. */
export type BeitConfig = ReturnType<typeof parseBeitConfig>;

/** What a BEiT model takes and gives as an ONNX file. */
export class BeitOnnxConfig extends VisionOnnxConfig<BeitConfig> {}
