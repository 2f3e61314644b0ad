import {
  activationField,
  configParser,
  count,
  flag,
  NormalizedTextConfig,
  nullable,
  optionalIndex,
  requireDivides,
} from "@transonnx/core";
import { TextDecoderWithPositionIdsOnnxConfig } from "@transonnx/text";

/** The fields of an OPT config.json that decide the graph, with the defaults of transformers' OPTConfig. */
const fields = {
  vocab_size: count(50272),
  hidden_size: count(768),
  num_hidden_layers: count(12),
  num_attention_heads: count(12),
  ffn_dim: count(3072),
  max_position_embeddings: count(2048),
  do_layer_norm_before: flag(true),
  _remove_final_layer_norm: flag(false),
  word_embed_proj_dim: nullable(count()),
  activation_function: activationField("relu"),
  enable_bias: flag(true),
  layer_norm_elementwise_affine: flag(true),
  pad_token_id: optionalIndex(1),
};

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseOPTConfig = configParser("opt", fields, {
  derive: (c) => ({
    word_embed_proj_dim: c.word_embed_proj_dim ?? c.hidden_size,
    num_key_value_heads: c.num_attention_heads,
    head_dim: Math.trunc(c.hidden_size / c.num_attention_heads),
  }),
  check: (config) => requireDivides(config, "hidden_size", "num_attention_heads"),
});

/** The fields of config.json that decide the graph, under transformers' names. */
export type OPTConfig = ReturnType<typeof parseOPTConfig>;

/** What an OPT model takes and gives as an ONNX file. */
export class OPTOnnxConfig extends TextDecoderWithPositionIdsOnnxConfig<OPTConfig> {
  static override readonly normalizedConfigClass = NormalizedTextConfig;
  static override readonly forwardParameters = ["input_ids", "attention_mask", "past_key_values", "position_ids"];
}
