import {
  activationField,
  type Both,
  both,
  count,
  flag,
  type PretrainedConfig,
  real,
  requireDivides,
  transformerFields,
} from "@transonnx/core";
import { requirePatches } from "../patches.ts";

/** The fields that decide the graph of ViT's encoder, with the defaults of transformers' ViTConfig. */
export const vitEncoderFields = {
  ...transformerFields,
  hidden_act: activationField("gelu"),
  layer_norm_eps: real(1e-12),
  qkv_bias: flag(true),
} as const;

/** The same with those of its patches. */
export const vitFields = {
  ...vitEncoderFields,
  image_size: both(224),
  patch_size: both(16),
  num_channels: count(3),
} as const;

/** The fields that `checkVit` holds against each other. */
export interface VitSizes {
  readonly image_size: Both;
  readonly patch_size: Both;
  readonly hidden_size: number;
  readonly num_attention_heads: number;
}

/** Throws ConfigError unless heads divide the width, and patches fill the pictures. */
export function checkVit(config: PretrainedConfig & VitSizes): void {
  requireDivides(config, "hidden_size", "num_attention_heads");
  requirePatches(config);
}
