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

/** The fields of a DeiT config.json that decide the graph, with the defaults of transformers' DeiTConfig. */
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

export const parseDeiTConfig = configParser("deit", fields, {
  check(config) {
    requireDivides(config, "hidden_size", "num_attention_heads");
    requirePatches(config);
  },
});

export type DeiTConfig = ReturnType<typeof parseDeiTConfig>;

/** What a DeiT takes and gives as an ONNX file. */
export class DeiTOnnxConfig extends VisionOnnxConfig<DeiTConfig> {}
