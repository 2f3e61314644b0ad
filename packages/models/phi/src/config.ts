import {
  activationField,
  configParser,
  count,
  flag,
  NormalizedTextConfigWithGQA,
  nullable,
  optionalIndex,
  real,
  requireDivides,
} from "@transonnx/core";
import {
  checkRotary,
  DummyTextInputGenerator,
  MistralDummyPastKeyValuesGenerator,
  ropeScalingField,
  TextDecoderWithPositionIdsOnnxConfig,
} from "@transonnx/text";

/** The fields of a Phi config.json that decide the graph, with the defaults of transformers' PhiConfig. */
const fields = {
  vocab_size: count(51200),
  hidden_size: count(2048),
  intermediate_size: count(8192),
  num_hidden_layers: count(24),
  num_attention_heads: count(32),
  num_key_value_heads: nullable(count()),
  head_dim: nullable(count()),
  hidden_act: activationField("gelu_new"),
  max_position_embeddings: count(2048),
  layer_norm_eps: real(1e-5),
  rope_theta: real(10000),
  rope_scaling: ropeScalingField,
  partial_rotary_factor: real(0.5),
  qk_layernorm: flag(false),
  tie_word_embeddings: flag(false),
  pad_token_id: optionalIndex(),
};

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parsePhiConfig = configParser("phi", fields, {
  derive: (c) => ({
    num_key_value_heads: c.num_key_value_heads ?? c.num_attention_heads,
    head_dim: c.head_dim ?? Math.trunc(c.hidden_size / c.num_attention_heads),
  }),
  check(config) {
    requireDivides(config, "num_attention_heads", "num_key_value_heads");
    checkRotary(config);
  },
  adopted: ["configuration_phi.PhiConfig", "modeling_phi.PhiForCausalLM"],
});

/** The fields of config.json that decide the graph, under transformers' names. */
export type PhiConfig = ReturnType<typeof parsePhiConfig>;

/** What a Phi model takes and gives as an ONNX file. */
export class PhiOnnxConfig extends TextDecoderWithPositionIdsOnnxConfig<PhiConfig> {
  static override readonly normalizedConfigClass = NormalizedTextConfigWithGQA;
  static override readonly dummyInputGeneratorClasses = [DummyTextInputGenerator, MistralDummyPastKeyValuesGenerator];
}
