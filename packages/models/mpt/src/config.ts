import {
  ConfigError,
  configParser,
  count,
  type Field,
  NormalizedTextConfig,
  nullable,
  oneOf,
  optionalIndex,
  readFields,
  real,
  requireDivides,
} from "@transonnx/core";
import { TextDecoderOnnxConfig } from "@transonnx/text";

/**
 * The fields of an MPT config.json that decide the graph, with the defaults of transformers' MptConfig. transformers builds
 * one graph for all values of `expansion_ratio`, `learned_pos_emb`, `logit_scale`, `no_bias` and `norm_type`: four times
 * the width, no learned positions, unscaled logits, no biases.
 */
const fields = {
  vocab_size: count(50368),
  d_model: count(2048),
  n_layers: count(24),
  n_heads: count(16),
  layer_norm_epsilon: real(1e-5),
  attn_config: attentionField(),
  pad_token_id: optionalIndex(),
};

/**
 * Those of its `attn_config`, as MptAttentionConfig has them. In transformers' graph `alibi`, `alibi_bias_max`,
 * `attn_uses_sequence_id`, `prefix_lm` and `qk_ln` play no part, and both values of `attn_type` are attention with a key
 * for each head.
 */
const attentionFields = {
  attn_type: oneOf(["multihead_attention", "multiquery_attention"], "multihead_attention"),
  clip_qkv: nullable(real()),
  softmax_scale: nullable(real()),
};

/** An object of fields of its own, or null for their defaults. */
function attentionField(): Field<Readonly<Record<string, unknown>> | null> {
  const accepts = (value: unknown): value is Readonly<Record<string, unknown>> | null =>
    typeof value === "object" && !Array.isArray(value);
  return { fallback: null, expected: "an object, or null", accepts };
}

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseMptConfig = configParser("mpt", fields, {
  aliases: { num_attention_heads: "n_heads", hidden_size: "d_model", num_hidden_layers: "n_layers" },
  derive: ({ attn_config }) => ({ attn_config: readFields("mpt", attentionFields, attn_config ?? {}, "attn_config.") }),
  check(config) {
    requireDivides(config, "d_model", "n_heads");
    const { clip_qkv, softmax_scale } = config.attn_config;
    refuseNumber("clip_qkv", clip_qkv, "a number that is not negative, or null", (bound) => bound >= 0);
    refuseNumber("softmax_scale", softmax_scale, "a number above 0, or null", (scale) => scale > 0);
  },
  adopted: ["configuration_mpt.MPTConfig", "modeling_mpt.MPTForCausalLM"],
});

function refuseNumber(name: string, value: number | null, expected: string, accepts: (value: number) => boolean): void {
  if (value !== null && !accepts(value))
    throw new ConfigError({ where: "mpt", field: `attn_config.${name}`, value, expected });
}

/** The fields of config.json that decide the graph, under transformers' names. */
export type MptConfig = ReturnType<typeof parseMptConfig>;

/** What an MPT model takes and gives as an ONNX file. */
export class MPTOnnxConfig extends TextDecoderOnnxConfig<MptConfig> {
  static override readonly normalizedConfigClass = NormalizedTextConfig.withArgs({
    num_attention_heads: "n_heads",
    hidden_size: "d_model",
    num_layers: "n_layers",
  });
  static override readonly forwardParameters = ["input_ids", "past_key_values", "attention_mask"];
}
