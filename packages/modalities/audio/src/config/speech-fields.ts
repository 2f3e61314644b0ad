import {
  activationField,
  count,
  flag,
  list,
  nullable,
  oneOf,
  type PretrainedConfig,
  real,
  requireDivides,
  requireLengths,
  transformerFields,
} from "@transonnx/core";
import type { FeatureEncoderConfig } from "../layers/feature-encoder.ts";

/**
 * The fields that the config.json of wav2vec 2.0 and of its descendants have in common, with transformers' defaults. A model
 * type may leave some unread. `adapterFields` let it have an adapter after the encoder, which is refused otherwise.
 */
export const speechFields = {
  ...transformerFields,
  vocab_size: count(32),
  hidden_act: activationField("gelu"),
  layer_norm_eps: real(1e-5),
  feat_extract_norm: oneOf(["group", "layer"], "group"),
  feat_extract_activation: activationField("gelu"),
  conv_dim: list(count(), [512, 512, 512, 512, 512, 512, 512]),
  conv_stride: list(count(), [5, 2, 2, 2, 2, 2, 2]),
  conv_kernel: list(count(), [10, 3, 3, 3, 3, 2, 2]),
  conv_bias: flag(false),
  num_conv_pos_embeddings: count(128),
  num_conv_pos_embedding_groups: count(16),
  conv_pos_batch_norm: oneOf([false], false),
  do_stable_layer_norm: flag(false),
  adapter_attn_dim: nullable(count()),
  add_adapter: oneOf([false], false),
  use_weighted_layer_sum: flag(false),
  classifier_proj_size: count(256),
  tdnn_dim: list(count(), [512, 512, 512, 512, 1500]),
  tdnn_kernel: list(count(), [5, 3, 3, 1, 1]),
  tdnn_dilation: list(count(), [1, 2, 3, 1, 1]),
  xvector_output_dim: count(512),
} as const;

/** The fields that `speechFields` leaves to be checked against each other. */
export interface SpeechSizes extends PretrainedConfig, FeatureEncoderConfig {
  readonly hidden_size: number;
  readonly num_attention_heads: number;
  readonly num_conv_pos_embedding_groups: number;
}

/** Throws ConfigError where sizes of `speechFields` do not fit each other. */
export function checkSpeech(config: SpeechSizes): void {
  requireDivides(config, "hidden_size", "num_attention_heads");
  requireDivides(config, "hidden_size", "num_conv_pos_embedding_groups");
  requireLengths(config, "conv_dim", ["conv_kernel", "conv_stride"]);
}
