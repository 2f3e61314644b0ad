import {
  type Activation,
  activationField,
  type PretrainedConfig,
  real,
  requireDivides,
  transformerFields,
} from "@transonnx/core";

/** The fields that decide the graph of CLIP's encoder, with what a descendant takes where a config says nothing. */
export const clipEncoderFields = (defaults: { readonly hidden_act: Activation; readonly layer_norm_eps: number }) =>
  ({
    ...transformerFields,
    hidden_act: activationField(defaults.hidden_act),
    layer_norm_eps: real(defaults.layer_norm_eps),
  }) as const;

/** Throws ConfigError unless heads divide the width. */
export const checkClipEncoder = (config: PretrainedConfig): void =>
  requireDivides(config, "hidden_size", "num_attention_heads");
