import {
  activationField,
  count,
  type Field,
  flag,
  NormalizedTextConfigWithGQA,
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
  type LayerType,
  type LayerTypesConfig,
  MistralDummyPastKeyValuesGenerator,
  type RotaryCheckOptions,
  type RotaryConfig,
  ropeScalingField,
  TextDecoderWithPositionIdsOnnxConfig,
} from "@transonnx/text";

/** The padding token, if there is one: the first Llama's files have -1 where there is none. */
const paddingField: Field<number | null> = {
  fallback: null,
  expected: "an integer that is not below -1, or null",
  accepts: (value): value is number | null => value === -1 || optionalIndex().accepts(value),
};

/**
 * The fields that the whole family has, with the defaults of transformers' LlamaConfig. `head_dim` may be absent from any
 * of them, and `original_max_position_embeddings` is where longrope looks for the length before it.
 */
export const familyFields = {
  vocab_size: count(32000),
  hidden_size: count(4096),
  intermediate_size: count(11008),
  num_hidden_layers: count(32),
  num_attention_heads: count(32),
  num_key_value_heads: nullable(count()),
  head_dim: nullable(count()),
  hidden_act: activationField("silu"),
  max_position_embeddings: count(2048),
  original_max_position_embeddings: nullable(count()),
  rms_norm_eps: real(1e-6),
  rope_theta: real(10000),
  rope_scaling: ropeScalingField,
  partial_rotary_factor: oneOf([1], 1),
  tie_word_embeddings: flag(false),
  pad_token_id: paddingField,
};

interface Heads {
  readonly hidden_size: number;
  readonly num_attention_heads: number;
  readonly num_key_value_heads: number | null;
  readonly head_dim: number | null;
}

/** As many heads of keys as of queries, and heads that share the width, where a file says nothing else. */
export const deriveHeads = (c: Heads) => ({
  num_key_value_heads: c.num_key_value_heads ?? c.num_attention_heads,
  head_dim: c.head_dim ?? Math.trunc(c.hidden_size / c.num_attention_heads),
});

/** The same type for all layers. */
export const uniformLayers = (c: { readonly num_hidden_layers: number }, type: LayerType): readonly LayerType[] =>
  Array.from({ length: c.num_hidden_layers }, () => type);

/** A decoder none of whose layers slides. */
export const deriveFullAttention = (c: Heads & { readonly num_hidden_layers: number }) => ({
  ...deriveHeads(c),
  layer_types: uniformLayers(c, "full_attention"),
  sliding_window: null,
});

/** What the family's modeling reads. */
export interface FamilyConfig extends PretrainedConfig, RotaryConfig, LayerTypesConfig {
  readonly vocab_size: number;
  readonly hidden_size: number;
  readonly intermediate_size: number;
  readonly num_hidden_layers: number;
  readonly num_attention_heads: number;
  readonly num_key_value_heads: number;
  readonly rms_norm_eps: number;
  readonly tie_word_embeddings: boolean;
}

/** Throws ConfigError where heads cannot be grouped or turned, or layers have no type or no window. */
export function checkFamily(config: FamilyConfig, rotary?: RotaryCheckOptions): void {
  requireDivides(config, "num_attention_heads", "num_key_value_heads");
  checkRotary(config, rotary);
  checkLayerTypes(config);
}

/** What a model of the family takes and gives as an ONNX file. */
export abstract class FamilyOnnxConfig<C extends PretrainedConfig> extends TextDecoderWithPositionIdsOnnxConfig<C> {
  static override readonly normalizedConfigClass = NormalizedTextConfigWithGQA;
  static override readonly dummyInputGeneratorClasses = [DummyTextInputGenerator, MistralDummyPastKeyValuesGenerator];
}
