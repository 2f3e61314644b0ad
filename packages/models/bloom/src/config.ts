import { configParser, count, flag, NormalizedTextConfig, optionalIndex, real, requireDivides } from "@transonnx/core";
import { TextDecoderOnnxConfig } from "@transonnx/text";

/** The fields of a BLOOM config.json that decide the graph, with the defaults of transformers' BloomConfig. */
const fields = {
  vocab_size: count(250880),
  hidden_size: count(64),
  n_layer: count(2),
  n_head: count(8),
  layer_norm_epsilon: real(1e-5),
  apply_residual_connection_post_layernorm: flag(false),
  /** How many devices the model was trained on side by side. */
  pretraining_tp: count(1),
  slow_but_exact: flag(false),
  pad_token_id: optionalIndex(),
};

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseBloomConfig = configParser("bloom", fields, {
  aliases: { n_embed: "hidden_size", num_hidden_layers: "n_layer", num_attention_heads: "n_head" },
  check: (config) => requireDivides(config, "hidden_size", "n_head"),
});

/** The fields of config.json that decide the graph, under transformers' names. */
export type BloomConfig = ReturnType<typeof parseBloomConfig>;

/** What a BLOOM model takes and gives as an ONNX file. */
export class BloomOnnxConfig extends TextDecoderOnnxConfig<BloomConfig> {
  static override readonly normalizedConfigClass = NormalizedTextConfig.withArgs({
    num_layers: "n_layer",
    num_attention_heads: "n_head",
  });
  static override readonly forwardParameters = ["input_ids", "past_key_values", "attention_mask"];
}
