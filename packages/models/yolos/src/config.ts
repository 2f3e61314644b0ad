import {
  activationField,
  both,
  bothOf,
  ConfigError,
  configParser,
  count,
  flag,
  real,
  requireDivides,
  transformerFields,
} from "@transonnx/core";
import { trainedGrid, VisionOnnxConfig } from "@transonnx/vision";

/** The fields of a YOLOS config.json that decide the graph, with the defaults of transformers' YolosConfig. */
const fields = {
  ...transformerFields,
  hidden_act: activationField("gelu"),
  layer_norm_eps: real(1e-12),
  image_size: both([512, 864]),
  patch_size: count(16),
  num_channels: count(3),
  qkv_bias: flag(true),
  num_detection_tokens: count(100),
  use_mid_position_embeddings: flag(true),
};

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseYolosConfig = configParser("yolos", fields, {
  check(config) {
    requireDivides(config, "hidden_size", "num_attention_heads");
    if (config.use_mid_position_embeddings && config.num_hidden_layers > 1) requireMidPositions(config);
  },
});

/** The fields of config.json that decide the graph, under transformers' names. */
export type YolosConfig = ReturnType<typeof parseYolosConfig>;

type Pictures = Pick<YolosConfig, "model_type" | "image_size" | "patch_size">;

/** The tables of positions between layers count pixels, where all else counts patches: throws ConfigError where the two differ. */
function requireMidPositions({ model_type, image_size, patch_size }: Pictures): void {
  const [[height, width], [rows, columns]] = [bothOf(image_size), trainedGrid(image_size, patch_size)];
  if (Math.floor((height * width) / patch_size ** 2) === rows * columns) return;
  throw new ConfigError({
    where: model_type,
    field: "image_size",
    value: image_size,
    expected: `a multiple of patch_size = ${patch_size}, as use_mid_position_embeddings is true`,
  });
}

/** What a YOLOS takes and gives as an ONNX file. */
export class YolosOnnxConfig extends VisionOnnxConfig<YolosConfig> {}
