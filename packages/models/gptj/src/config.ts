import {
  activationField,
  ConfigError,
  configParser,
  count,
  flag,
  NormalizedTextConfig,
  nullable,
  optionalIndex,
  real,
  requireDivides,
} from "@transonnx/core";
import { TextDecoderWithPositionIdsOnnxConfig } from "@transonnx/text";

/** The fields of a GPT-J config.json that decide the graph, with the defaults of transformers' GPTJConfig. */
const fields = {
  vocab_size: count(50400),
  n_positions: count(2048),
  n_embd: count(4096),
  n_layer: count(28),
  n_head: count(16),
  rotary_dim: nullable(count(), 64),
  n_inner: nullable(count()),
  activation_function: activationField("gelu_new"),
  layer_norm_epsilon: real(1e-5),
  tie_word_embeddings: flag(false),
  pad_token_id: optionalIndex(),
};

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseGPTJConfig = configParser("gptj", fields, {
  aliases: {
    max_position_embeddings: "n_positions",
    hidden_size: "n_embd",
    num_attention_heads: "n_head",
    num_hidden_layers: "n_layer",
  },
  derive: (c) => ({
    num_attention_heads: c.n_head,
    num_key_value_heads: c.n_head,
    head_dim: Math.trunc(c.n_embd / c.n_head),
  }),
  check(config) {
    requireDivides(config, "n_embd", "n_head");
    const { n_embd, head_dim, rotary_dim } = config;
    // transformers makes tables for n_embd entries where rotary_dim is null: they fit where there is one head
    if ((rotary_dim ?? n_embd) > head_dim || (rotary_dim ?? n_embd) % 2 !== 0)
      throw new ConfigError({
        where: "gptj",
        field: "rotary_dim",
        value: rotary_dim,
        expected: `an even number of a head's ${head_dim} entries`,
      });
  },
});

/** The fields of config.json that decide the graph, under transformers' names. */
export type GPTJConfig = ReturnType<typeof parseGPTJConfig>;

/** What a GPT-J model takes and gives as an ONNX file. */
export class GPTJOnnxConfig extends TextDecoderWithPositionIdsOnnxConfig<GPTJConfig> {
  static override readonly normalizedConfigClass = NormalizedTextConfig.withArgs({
    num_layers: "n_layer",
    num_attention_heads: "n_head",
    hidden_size: "n_embd",
  });
  static override readonly forwardParameters = ["input_ids", "past_key_values", "attention_mask", "position_ids"];
}
