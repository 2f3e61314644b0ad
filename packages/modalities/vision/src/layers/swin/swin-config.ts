import {
  activationField,
  both,
  ConfigError,
  count,
  flag,
  list,
  oneOf,
  type PretrainedConfig,
  real,
} from "@transonnx/core";

/** The fields that decide the graph of a Swin transformer, with the defaults of transformers' SwinConfig. */
export const swinFields = {
  image_size: both(224),
  patch_size: both(4),
  num_channels: count(3),
  embed_dim: count(96),
  depths: list(count(), [2, 2, 6, 2]),
  num_heads: list(count(), [3, 6, 12, 24]),
  window_size: count(7),
  mlp_ratio: real(4),
  qkv_bias: flag(true),
  hidden_act: activationField("gelu"),
  layer_norm_eps: real(1e-5),
  // transformers' positions hold one vector too many: they fit no picture.
  use_absolute_embeddings: oneOf([false], false),
} as const;

interface Stages {
  readonly embed_dim: number;
  readonly depths: readonly number[];
  readonly num_heads: readonly number[];
}

/** Channels of a stage, from 0 on. */
export const stageWidth = ({ embed_dim }: Pick<Stages, "embed_dim">, stage: number): number => embed_dim * 2 ** stage;

/** Throws ConfigError unless every stage has a number of heads, which divides its channels. */
export function requireStageHeads(config: PretrainedConfig & Stages): void {
  const { depths, num_heads } = config;
  const widths = depths.map((_, i) => stageWidth(config, i));
  if (widths.some((width, i) => num_heads[i] === undefined || width % num_heads[i] !== 0))
    throw new ConfigError({
      where: config.model_type,
      field: "num_heads",
      value: num_heads,
      expected: `one for each of ${depths.length} stages, which divide ${widths.join(", ")} channels`,
    });
}
