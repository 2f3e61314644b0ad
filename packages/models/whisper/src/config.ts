import { activationField, configParser, count, flag, oneOf, requireDivides } from "@transonnx/core";

/** The fields of a Whisper config.json that decide the graph, with the defaults of transformers' WhisperConfig. */
const fields = {
  is_encoder_decoder: oneOf([true], true),
  vocab_size: count(51865),
  num_mel_bins: count(80),
  max_source_positions: count(1500),
  max_target_positions: count(448),
  d_model: count(384),
  encoder_layers: count(4),
  encoder_attention_heads: count(6),
  encoder_ffn_dim: count(1536),
  decoder_layers: count(4),
  decoder_attention_heads: count(6),
  decoder_ffn_dim: count(1536),
  activation_function: activationField("gelu"),
  use_weighted_layer_sum: flag(false),
  classifier_proj_size: count(256),
};

/** What BART's layers take: Whisper's normalise before, and its keys have no bias. */
const layers = { normalize_before: true, key_bias: false };

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseWhisperConfig = configParser("whisper", fields, {
  aliases: { num_attention_heads: "encoder_attention_heads", hidden_size: "d_model" },
  derive: () => layers,
  check(config) {
    requireDivides(config, "d_model", "encoder_attention_heads");
    requireDivides(config, "d_model", "decoder_attention_heads");
  },
});

/** The fields of config.json that decide the graph, under transformers' names. */
export type WhisperConfig = ReturnType<typeof parseWhisperConfig>;
