import {
  activationField,
  ConfigError,
  type ConfigOf,
  configParser,
  count,
  flag,
  NormalizedSeq2SeqConfig,
  nullable,
  optionalIndex,
  requireDivides,
} from "@transonnx/core";
import { TextSeq2SeqOnnxConfig } from "@transonnx/text";

/**
 * The fields of a TrOCR config.json that decide the graph, with the defaults of transformers' TrOCRConfig. It always is a decoder
 * that attends to an encoder, whatever it says of that.
 */
const fields = {
  is_decoder: flag(true),
  add_cross_attention: flag(true),
  is_encoder_decoder: flag(false),
  vocab_size: count(50265),
  d_model: count(1024),
  decoder_layers: count(12),
  decoder_attention_heads: count(16),
  decoder_ffn_dim: count(4096),
  activation_function: activationField("gelu"),
  max_position_embeddings: count(512),
  scale_embedding: flag(false),
  use_learned_position_embeddings: flag(true),
  layernorm_embedding: flag(true),
  pad_token_id: optionalIndex(1),
  cross_attention_hidden_size: nullable(count()),
};

/** Sines of one wavelength alone have no steps between wavelengths. */
const LEAST_SINUSOIDAL = 4;

function check(config: ConfigOf<typeof fields>): void {
  requireDivides(config, "d_model", "decoder_attention_heads");
  if (config.use_learned_position_embeddings) return;
  const refused = (field: "pad_token_id" | "d_model", expected: string) =>
    new ConfigError({ where: "trocr", field, value: config[field], expected });
  if (config.pad_token_id === null) throw refused("pad_token_id", "an id, as padding has no place");
  if (config.d_model < LEAST_SINUSOIDAL)
    throw refused("d_model", `at least ${LEAST_SINUSOIDAL}, for sines of more than one wavelength`);
}

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseTrOCRConfig = configParser("trocr", fields, {
  aliases: {
    num_attention_heads: "decoder_attention_heads",
    hidden_size: "d_model",
    num_hidden_layers: "decoder_layers",
  },
  derive: () => ({ normalize_before: false }),
  check,
});

/** The fields of config.json that decide the graph, under transformers' names. */
export type TrOCRConfig = ReturnType<typeof parseTrOCRConfig>;

/** What TrOCR's decoder takes and gives as an ONNX file. */
export class TrOCROnnxConfig extends TextSeq2SeqOnnxConfig<TrOCRConfig> {
  static override readonly normalizedConfigClass = NormalizedSeq2SeqConfig.withArgs({
    decoder_num_layers: "decoder_layers",
    num_layers: "decoder_layers",
    decoder_num_attention_heads: "decoder_attention_heads",
    hidden_size: "hidden_size",
  });
}
