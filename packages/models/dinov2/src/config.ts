import { activationField, both, configParser, count, flag, real } from "@transonnx/core";
import { checkVit, requireResizedGrid, VisionOnnxConfig } from "@transonnx/vision";

/** The fields of a DINOv2 config.json that decide the graph, with the defaults of transformers' Dinov2Config. */
const fields = {
  hidden_size: count(768),
  num_hidden_layers: count(12),
  num_attention_heads: count(12),
  mlp_ratio: real(4),
  hidden_act: activationField("gelu"),
  layer_norm_eps: real(1e-6),
  image_size: both(224),
  patch_size: both(14),
  num_channels: count(3),
  qkv_bias: flag(true),
  use_swiglu_ffn: flag(false),
};

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseDinov2Config = configParser("dinov2", fields, {
  check(config) {
    checkVit(config);
    requireResizedGrid(config);
  },
});

/** The fields of config.json that decide the graph, under transformers' names. */
export type Dinov2Config = ReturnType<typeof parseDinov2Config>;

/** What a DINOv2 model takes and gives as an ONNX file. */
export class Dinov2OnnxConfig extends VisionOnnxConfig<Dinov2Config> {}
