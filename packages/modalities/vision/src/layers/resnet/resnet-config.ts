import { activationField, ConfigError, count, flag, list, oneOf, type PretrainedConfig } from "@transonnx/core";

/** The fields that decide the graph of a ResNet, with the defaults of transformers' ResNetConfig. */
export const resnetFields = {
  num_channels: count(3),
  embedding_size: count(64),
  hidden_sizes: list(count(), [256, 512, 1024, 2048]),
  depths: list(count(), [3, 4, 6, 3]),
  layer_type: oneOf(["basic", "bottleneck"], "bottleneck"),
  hidden_act: activationField("relu"),
  downsample_in_first_stage: flag(false),
  downsample_in_bottleneck: flag(false),
} as const;

/** Throws ConfigError unless every stage has a width and a depth. */
export function requireStages(
  config: PretrainedConfig & { readonly hidden_sizes: readonly number[]; readonly depths: readonly number[] },
): void {
  if (config.depths.length !== config.hidden_sizes.length)
    throw new ConfigError({
      where: config.model_type,
      field: "depths",
      value: config.depths,
      expected: `one for each of hidden_sizes = ${JSON.stringify(config.hidden_sizes)}`,
    });
}
