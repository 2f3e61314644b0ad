import { requireConvolutions, requireTimeDelays, WaveformOnnxConfig } from "@transonnx/audio";
import {
  activationField,
  ConfigError,
  configParser,
  count,
  flag,
  list,
  nullable,
  oneOf,
  real,
  requireDivides,
  type Task,
  transformerFields,
} from "@transonnx/core";

/** The fields of a Wav2Vec2 config.json that decide the graph, with the defaults of transformers' Wav2Vec2Config. */
const fields = {
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
  do_stable_layer_norm: flag(false),
  use_weighted_layer_sum: flag(false),
  classifier_proj_size: count(256),
  tdnn_dim: list(count(), [512, 512, 512, 512, 1500]),
  tdnn_kernel: list(count(), [5, 3, 3, 1, 1]),
  tdnn_dilation: list(count(), [1, 2, 3, 1, 1]),
  xvector_output_dim: count(512),
  add_adapter: flag(false),
  adapter_kernel_size: count(3),
  adapter_stride: count(2),
  num_adapter_layers: count(3),
  output_hidden_size: nullable(count()),
  adapter_attn_dim: nullable(count()),
};

export const parseWav2Vec2Config = configParser("wav2vec2", fields, {
  derive: ({ output_hidden_size, hidden_size }) => ({ output_hidden_size: output_hidden_size ?? hidden_size }),
  check(config) {
    requireDivides(config, "hidden_size", "num_attention_heads");
    requireDivides(config, "hidden_size", "num_conv_pos_embedding_groups");
    requireConvolutions(config);
    requireTimeDelays(config);
  },
});

export type Wav2Vec2Config = ReturnType<typeof parseWav2Vec2Config>;

/** Tasks whose heads transformers does not put on an adapter. */
const unadapted: readonly Task[] = ["audio-classification", "audio-frame-classification"];

/** What a Wav2Vec2 model takes and gives as an ONNX file. */
export class Wav2Vec2OnnxConfig extends WaveformOnnxConfig<Wav2Vec2Config> {
  /** Throws ConfigError for a task of which transformers has no head over an adapter. */
  constructor(...[config, task, options]: ConstructorParameters<typeof WaveformOnnxConfig<Wav2Vec2Config>>) {
    super(config, task, options);
    if (config.add_adapter && unadapted.includes(this.task))
      throw new ConfigError({
        where: "wav2vec2",
        field: "add_adapter",
        value: true,
        allowed: [false],
        expected: `false for ${this.task}`,
      });
  }
}
