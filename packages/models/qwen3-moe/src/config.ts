import {
  activationField,
  ConfigError,
  configParser,
  count,
  type Field,
  flag,
  index,
  NormalizedTextConfigWithGQA,
  nullable,
  oneOf,
  optionalIndex,
  real,
  requireDivides,
} from "@transonnx/core";
import {
  checkRotary,
  DummyTextInputGenerator,
  layerTypesField,
  MistralDummyPastKeyValuesGenerator,
  ropeScalingField,
  TextDecoderWithPositionIdsOnnxConfig,
} from "@transonnx/text";

const isLayer = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** The layers without experts. null, which files may hold, means none. */
const layersField: Field<readonly number[] | null> = {
  fallback: null,
  expected: "null, or a list of layers, counted from 0",
  accepts: (value): value is readonly number[] | null =>
    value === null || (Array.isArray(value) && value.every(isLayer)),
};

/**
 * The fields of a Qwen3-MoE config.json that decide the graph, with the defaults of transformers' Qwen3MoeConfig. Its layers
 * are all of one type; transformers takes `layer_types` for what a cache keeps alone.
 */
const fields = {
  vocab_size: count(151936),
  hidden_size: count(2048),
  intermediate_size: count(6144),
  num_hidden_layers: count(24),
  num_attention_heads: count(32),
  num_key_value_heads: count(4),
  head_dim: nullable(count()),
  hidden_act: activationField("silu"),
  max_position_embeddings: count(32768),
  original_max_position_embeddings: nullable(count()),
  rms_norm_eps: real(1e-6),
  rope_theta: real(10000),
  rope_scaling: ropeScalingField,
  partial_rotary_factor: oneOf([1], 1),
  attention_bias: flag(false),
  use_sliding_window: flag(false),
  sliding_window: nullable(count(), 4096),
  layer_types: layerTypesField,
  decoder_sparse_step: count(1),
  mlp_only_layers: layersField,
  moe_intermediate_size: count(768),
  num_experts: index(128),
  num_experts_per_tok: count(8),
  norm_topk_prob: flag(false),
  tie_word_embeddings: flag(false),
  pad_token_id: optionalIndex(),
};

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseQwen3MoeConfig = configParser("qwen3_moe", fields, {
  derive: (c) => ({
    head_dim: c.head_dim ?? Math.trunc(c.hidden_size / c.num_attention_heads),
    sliding_window: c.use_sliding_window ? c.sliding_window : null,
    mlp_only_layers: c.mlp_only_layers ?? [],
  }),
  check(config) {
    requireDivides(config, "num_attention_heads", "num_key_value_heads");
    checkRotary(config);
    const type = config.sliding_window === null ? "full_attention" : "sliding_attention";
    if (config.layer_types?.some((given) => given !== type))
      throw new ConfigError({
        where: config.model_type,
        field: "layer_types",
        value: config.layer_types,
        expected: `null, or ${type} for all layers, as the window in use is ${config.sliding_window}`,
      });
    const { num_experts, num_experts_per_tok } = config;
    if (num_experts > 0 && num_experts_per_tok > num_experts)
      throw new ConfigError({
        where: config.model_type,
        field: "num_experts_per_tok",
        value: num_experts_per_tok,
        expected: `at most num_experts = ${num_experts}`,
      });
  },
});

/** The fields of config.json that decide the graph, under transformers' names. */
export type Qwen3MoeConfig = ReturnType<typeof parseQwen3MoeConfig>;

/** What a Qwen3-MoE model takes and gives as an ONNX file. */
export class Qwen3MoeOnnxConfig extends TextDecoderWithPositionIdsOnnxConfig<Qwen3MoeConfig> {
  static override readonly normalizedConfigClass = NormalizedTextConfigWithGQA;
  static override readonly dummyInputGeneratorClasses = [DummyTextInputGenerator, MistralDummyPastKeyValuesGenerator];
}
