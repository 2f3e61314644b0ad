import {
  activationField,
  configParser,
  count,
  decoderFields,
  flag,
  NormalizedTextConfig,
  nullable,
  optionalIndex,
  type PretrainedConfig,
  real,
  requireDivides,
} from "@transonnx/core";
import { TextDecoderWithPositionIdsOnnxConfig } from "@transonnx/text";

/**
 * The fields of a GPT-2 config.json that decide the graph, with the defaults of transformers' GPT2Config.
 * `reorder_and_upcast_attn` only changes half precision.
 */
const fields = {
  vocab_size: count(50257),
  n_positions: count(1024),
  n_embd: count(768),
  n_layer: count(12),
  n_head: count(12),
  n_inner: nullable(count()),
  activation_function: activationField("gelu_new"),
  layer_norm_epsilon: real(1e-5),
  scale_attn_weights: flag(true),
  scale_attn_by_inverse_layer_idx: flag(false),
  pad_token_id: optionalIndex(),
};

const aliases = {
  hidden_size: "n_embd",
  max_position_embeddings: "n_positions",
  num_attention_heads: "n_head",
  num_hidden_layers: "n_layer",
} as const;

const check = (config: PretrainedConfig) => requireDivides(config, "n_embd", "n_head");

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseGPT2Config = configParser("gpt2", fields, { aliases, check });

/** The config of a decoder that attends to what an encoder gives. */
export const parseGPT2DecoderConfig = configParser("gpt2", { ...fields, ...decoderFields }, { aliases, check });

/** The fields of config.json that decide the graph, under transformers' names. */
export type GPT2Config = ReturnType<typeof parseGPT2Config> | ReturnType<typeof parseGPT2DecoderConfig>;

/** What a GPT-2 model takes and gives as an ONNX file. */
export class GPT2OnnxConfig extends TextDecoderWithPositionIdsOnnxConfig<GPT2Config> {
  static override readonly normalizedConfigClass = NormalizedTextConfig.withArgs({
    num_layers: "n_layer",
    num_attention_heads: "n_head",
    hidden_size: "n_embd",
  });
  static override readonly forwardParameters = ["input_ids", "past_key_values", "attention_mask", "position_ids"];
}
