import { activationField, both, ConfigError, count, list, type PretrainedConfig } from "@transonnx/core";

/** The fields that decide the body of a ConvNeXt of either version, with the defaults of transformers' ConvNextConfig. */
export const convnextFields = {
  num_channels: count(3),
  image_size: both(224),
  patch_size: both(4),
  num_stages: count(4),
  hidden_sizes: list(count(), [96, 192, 384, 768]),
  depths: list(count(), [3, 3, 9, 3]),
  hidden_act: activationField("gelu"),
} as const;

/** Throws ConfigError unless each of `num_stages` has a width and a depth, and the last stage the last width: heads go by it. */
export function requireConvNextStages(
  config: PretrainedConfig & {
    readonly num_stages: number;
    readonly hidden_sizes: readonly number[];
    readonly depths: readonly number[];
  },
): void {
  const { num_stages, hidden_sizes, depths } = config;
  const refuse = (field: string, value: unknown, expected: string) => {
    throw new ConfigError({ where: config.model_type, field, value, expected });
  };
  if (hidden_sizes.length < num_stages || hidden_sizes[num_stages - 1] !== hidden_sizes.at(-1))
    refuse("hidden_sizes", hidden_sizes, `num_stages = ${num_stages} sizes, the last of them last`);
  if (depths.length < num_stages) refuse("depths", depths, `num_stages = ${num_stages} depths`);
}
