import { activationField, configParser, count, NormalizedTextConfig, requireDivides } from "@transonnx/core";
import { TextEncoderOnnxConfig } from "@transonnx/text";

/**
 * The fields of a DistilBERT config.json that decide the graph, with the defaults of transformers' DistilBertConfig.
 * `sinusoidal_pos_embds` only says how the stored positions began.
 */
const fields = {
  vocab_size: count(30522),
  max_position_embeddings: count(512),
  n_layers: count(6),
  n_heads: count(12),
  dim: count(768),
  hidden_dim: count(3072),
  activation: activationField("gelu"),
};

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseDistilBertConfig = configParser("distilbert", fields, {
  aliases: { hidden_size: "dim", num_attention_heads: "n_heads", num_hidden_layers: "n_layers" },
  check: (config) => requireDivides(config, "dim", "n_heads"),
});

/** The fields of config.json that decide the graph, under transformers' names. */
export type DistilBertConfig = ReturnType<typeof parseDistilBertConfig>;

/** What a DistilBERT model takes and gives as an ONNX file. */
export class DistilBertOnnxConfig extends TextEncoderOnnxConfig<DistilBertConfig> {
  static override readonly normalizedConfigClass = NormalizedTextConfig.withArgs({
    hidden_size: "dim",
    num_layers: "n_layers",
    num_attention_heads: "n_heads",
  });

  override get inputs() {
    const axes = this.textAxes;
    return { input_ids: axes, attention_mask: axes };
  }
}
