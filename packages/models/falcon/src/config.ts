import {
  type AxesByName,
  activationField,
  ConfigError,
  configParser,
  count,
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
  MistralDummyPastKeyValuesGenerator,
  ropeScalingField,
  TextDecoderWithPositionIdsOnnxConfig,
} from "@transonnx/text";

/** The fields of a Falcon config.json that decide the graph, with the defaults of transformers' FalconConfig. */
const fields = {
  vocab_size: count(65024),
  hidden_size: count(4544),
  num_hidden_layers: count(32),
  num_attention_heads: count(71),
  num_kv_heads: nullable(count()),
  num_ln_in_parallel_attn: nullable(index()),
  ffn_hidden_size: nullable(count()),
  activation: activationField("gelu"),
  layer_norm_epsilon: real(1e-5),
  alibi: flag(false),
  bias: flag(false),
  multi_query: flag(true),
  new_decoder_architecture: flag(false),
  parallel_attn: flag(true),
  max_position_embeddings: count(2048),
  rope_theta: real(10000),
  rope_scaling: ropeScalingField,
  partial_rotary_factor: oneOf([1], 1),
  pad_token_id: optionalIndex(),
};

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseFalconConfig = configParser("falcon", fields, {
  aliases: { n_embed: "hidden_size" },
  derive(c) {
    const heads = c.num_attention_heads;
    const num_kv_heads = c.num_kv_heads ?? heads;
    return {
      num_kv_heads,
      head_dim: Math.trunc(c.hidden_size / heads),
      ffn_hidden_size: c.ffn_hidden_size ?? 4 * c.hidden_size,
      num_ln_in_parallel_attn: c.num_ln_in_parallel_attn ?? (c.new_decoder_architecture ? 2 : null),
      /** The heads of keys that the cache keeps: the new architecture repeats them for each query head first. */
      num_key_value_heads: c.new_decoder_architecture ? heads : c.multi_query ? 1 : num_kv_heads,
    };
  },
  check(config) {
    requireDivides(config, "hidden_size", "num_attention_heads");
    if (config.new_decoder_architecture) requireDivides(config, "num_attention_heads", "num_kv_heads");
    if (!config.alibi) checkRotary(config, { field: "head_dim" });
    checkArchitecture(config);
  },
  adopted: [
    "configuration_falcon.FalconConfig",
    ...["Model", "ForCausalLM", "ForQuestionAnswering", "ForSequenceClassification", "ForTokenClassification"].map(
      (name) => `modeling_falcon.Falcon${name}`,
    ),
  ],
});

type Architecture = Pick<
  FalconConfig,
  | "new_decoder_architecture"
  | "parallel_attn"
  | "num_ln_in_parallel_attn"
  | "multi_query"
  | "num_attention_heads"
  | "num_kv_heads"
>;

/** Throws ConfigError for combinations that transformers' Falcon cannot run. */
function checkArchitecture(c: Architecture): void {
  const refuse = (field: keyof Architecture, expected: string) => {
    throw new ConfigError({ where: "falcon", field, value: c[field], expected });
  };
  const norms = c.num_ln_in_parallel_attn;
  if (c.new_decoder_architecture) {
    if (!c.parallel_attn) refuse("parallel_attn", "true, as new_decoder_architecture is");
    if (norms !== 1 && norms !== 2) refuse("num_ln_in_parallel_attn", "1 or 2, as new_decoder_architecture is true");
    return;
  }
  if (c.parallel_attn && norms === 2)
    refuse("num_ln_in_parallel_attn", "1 or null, as new_decoder_architecture is false");
  if (!c.multi_query && c.num_kv_heads !== c.num_attention_heads)
    refuse("num_kv_heads", `num_attention_heads = ${c.num_attention_heads} or null, as multi_query is false`);
}

/** The fields of config.json that decide the graph, under transformers' names. */
export type FalconConfig = ReturnType<typeof parseFalconConfig>;

/** What a Falcon model takes and gives as an ONNX file. */
export class FalconOnnxConfig extends TextDecoderWithPositionIdsOnnxConfig<FalconConfig> {
  static override readonly normalizedConfigClass = NormalizedTextConfigWithGQA;
  static override readonly dummyInputGeneratorClasses = [DummyTextInputGenerator, MistralDummyPastKeyValuesGenerator];
  static override readonly forwardParameters = ["input_ids", "past_key_values", "attention_mask", "position_ids"];

  /** With ALiBi the attention mask tells the places. */
  override get inputs(): AxesByName {
    const { position_ids, ...inputs } = super.inputs;
    return this.config.alibi || !position_ids ? inputs : { ...inputs, position_ids };
  }
}
