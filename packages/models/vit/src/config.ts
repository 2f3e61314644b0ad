import {
  activationField,
  both,
  configParser,
  count,
  flag,
  real,
  requireDivides,
  transformerFields,
} from "@transonnx/core";
import { requirePatches, VisionOnnxConfig } from "@transonnx/vision";

/** The fields of a ViT config.json that decide the graph, with the defaults of transformers' ViTConfig. */
const fields = {
  ...transformerFields,
  hidden_act: activationField("gelu"),
  layer_norm_eps: real(1e-12),
  image_size: both(224),
  patch_size: both(16),
  num_channels: count(3),
  qkv_bias: flag(true),
  encoder_stride: count(16),
};

export const parseViTConfig = configParser("vit", fields, {
  check(config) {
    requireDivides(config, "hidden_size", "num_attention_heads");
    requirePatches(config);
  },
});

export type ViTConfig = ReturnType<typeof parseViTConfig>;

/** What a ViT takes and gives as an ONNX file. */
export class ViTOnnxConfig extends VisionOnnxConfig<ViTConfig> {}
