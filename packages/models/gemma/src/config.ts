import {
  activationField,
  configParser,
  count,
  type Field,
  flag,
  NormalizedTextConfig,
  nullable,
  oneOf,
  optionalIndex,
  type PretrainedConfig,
  real,
  requireDivides,
} from "@transonnx/core";
import {
  checkLayerTypes,
  checkRotary,
  DummyTextInputGenerator,
  GemmaDummyPastKeyValuesGenerator,
  type LayerType,
  layerTypesField,
  ropeScalingField,
  TextDecoderOnnxConfig,
} from "@transonnx/text";

/** What is divided by, or has a root taken. */
const positive = (fallback?: number): Field<number> => ({
  ...real(fallback),
  expected: "a number above 0",
  accepts: (value): value is number => Number.isFinite(value) && (value as number) > 0,
});

const familyFields = {
  vocab_size: count(256000),
  hidden_size: count(3072),
  intermediate_size: count(24576),
  num_hidden_layers: count(28),
  num_attention_heads: count(16),
  num_key_value_heads: count(16),
  head_dim: count(256),
  max_position_embeddings: count(8192),
  original_max_position_embeddings: nullable(count()),
  rms_norm_eps: real(1e-6),
  rope_theta: real(10000),
  rope_scaling: ropeScalingField,
  partial_rotary_factor: oneOf([1], 1),
  attention_bias: flag(false),
  pad_token_id: optionalIndex(0),
};

/**
 * The fields of a Gemma config.json that decide the graph, with the defaults of transformers' GemmaConfig. transformers
 * 4.57 computes `hidden_act`, whatever `hidden_activation` says.
 */
const fields = { ...familyFields, hidden_act: activationField("gelu_pytorch_tanh") };

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseGemmaConfig = configParser("gemma", fields, {
  check(config) {
    requireDivides(config, "num_attention_heads", "num_key_value_heads");
    checkRotary(config);
  },
});

/** The same for Gemma 2, with the defaults of transformers' Gemma2Config. */
const fields2 = {
  ...familyFields,
  hidden_size: count(2304),
  intermediate_size: count(9216),
  num_hidden_layers: count(26),
  num_attention_heads: count(8),
  num_key_value_heads: count(4),
  hidden_activation: activationField("gelu_pytorch_tanh"),
  query_pre_attn_scalar: positive(256),
  sliding_window: count(4096),
  layer_types: layerTypesField,
  attn_logit_softcapping: nullable(positive(), 50),
  final_logit_softcapping: nullable(positive(), 30),
};

interface Layers {
  readonly num_hidden_layers: number;
  readonly layer_types: readonly LayerType[] | null;
}

/** Where a file does not list the layers, each `pattern`-th sees all tokens, the others a window. */
const deriveLayers = ({ num_hidden_layers, layer_types }: Layers, pattern: number) => ({
  layer_types:
    layer_types ??
    Array.from(
      { length: num_hidden_layers },
      (_, layer): LayerType => ((layer + 1) % pattern === 0 ? "full_attention" : "sliding_attention"),
    ),
});

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseGemma2Config = configParser("gemma2", fields2, {
  derive: (c) => ({ ...deriveLayers(c, 2), hidden_act: c.hidden_activation }),
  check(config) {
    requireDivides(config, "num_attention_heads", "num_key_value_heads");
    checkRotary(config);
    checkLayerTypes(config);
  },
});

/**
 * The same for the text model of Gemma 3, with the defaults of transformers' Gemma3TextConfig. transformers does not
 * compute its `attn_logit_softcapping`.
 */
const fields3 = {
  ...fields2,
  vocab_size: count(262208),
  max_position_embeddings: count(131072),
  rope_theta: real(1e6),
  rope_local_base_freq: real(1e4),
  sliding_window_pattern: count(6),
  use_bidirectional_attention: flag(false),
  final_logit_softcapping: nullable(positive()),
};

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseGemma3TextConfig = configParser("gemma3_text", fields3, {
  derive: (c) => ({
    ...deriveLayers(c, c.sliding_window_pattern),
    hidden_act: c.hidden_activation,
    sliding_window: c.use_bidirectional_attention ? Math.floor(c.sliding_window / 2) + 1 : c.sliding_window,
  }),
  check(config) {
    requireDivides(config, "num_attention_heads", "num_key_value_heads");
    checkRotary(config);
    checkLayerTypes(config);
  },
});

/** The fields of config.json that decide the graph, under transformers' names. */
export type GemmaConfig = ReturnType<typeof parseGemmaConfig>;
/** The fields of config.json that decide the graph, under transformers' names. */
export type Gemma2Config = ReturnType<typeof parseGemma2Config>;
/** The fields of config.json that decide the graph, under transformers' names. */
export type Gemma3TextConfig = ReturnType<typeof parseGemma3TextConfig>;

/** What a model of the family takes and gives as an ONNX file. */
abstract class FamilyOnnxConfig<C extends PretrainedConfig> extends TextDecoderOnnxConfig<C> {
  static override readonly normalizedConfigClass = NormalizedTextConfig;
  static override readonly dummyInputGeneratorClasses = [DummyTextInputGenerator, GemmaDummyPastKeyValuesGenerator];
}

/** What a Gemma model takes and gives as an ONNX file. */
export class GemmaOnnxConfig extends FamilyOnnxConfig<GemmaConfig> {}

/** The same for Gemma 2. */
export class Gemma2OnnxConfig extends FamilyOnnxConfig<Gemma2Config> {}

/** The same for the text model of Gemma 3. */
export class Gemma3TextOnnxConfig extends FamilyOnnxConfig<Gemma3TextConfig> {}
