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

/** The fields of a Llama config.json that decide the graph, with the defaults of transformers' LlamaConfig. */
const fields = {
  vocab_size: count(32000),
  hidden_size: count(4096),
  intermediate_size: count(11008),
  num_hidden_layers: count(32),
  num_attention_heads: count(32),
  num_key_value_heads: nullable(count()),
  head_dim: nullable(count()),
  hidden_act: activationField("silu"),
  max_position_embeddings: count(2048),
  rms_norm_eps: real(1e-6),
  rope_theta: real(10000),
  rope_scaling: ropeScalingField,
  attention_bias: flag(false),
  mlp_bias: flag(false),
  tie_word_embeddings: flag(false),
  pad_token_id: optionalIndex(),
};

export const parseLlamaConfig = configParser("llama", fields, {
  derive: (c) => ({
    num_key_value_heads: c.num_key_value_heads ?? c.num_attention_heads,
    head_dim: c.head_dim ?? Math.trunc(c.hidden_size / c.num_attention_heads),
  }),
  check(config) {
    requireDivides(config, "num_attention_heads", "num_key_value_heads");
    checkRotary(config);
  },
});

export type LlamaConfig = ReturnType<typeof parseLlamaConfig>;

/** What a Llama model takes and gives as an ONNX file. */
export class LlamaOnnxConfig extends TextDecoderWithPositionIdsOnnxConfig<LlamaConfig> {
  static override readonly normalizedConfigClass = NormalizedTextConfigWithGQA;
  static override readonly dummyInputGeneratorClasses = [DummyTextInputGenerator, MistralDummyPastKeyValuesGenerator];
}
