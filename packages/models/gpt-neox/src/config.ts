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
import { checkRotary, ropeScalingField, TextDecoderWithPositionIdsOnnxConfig } from "@transonnx/text";

/** The fields of a GPT-NeoX config.json that decide the graph, with the defaults of transformers' GPTNeoXConfig. */
const fields = {
  vocab_size: count(50432),
  hidden_size: count(6144),
  num_hidden_layers: count(44),
  num_attention_heads: count(64),
  intermediate_size: count(24576),
  hidden_act: activationField("gelu"),
  rotary_pct: real(0.25),
  rotary_emb_base: real(10000),
  rope_scaling: ropeScalingField,
  max_position_embeddings: count(2048),
  layer_norm_eps: real(1e-5),
  use_parallel_residual: flag(true),
  attention_bias: flag(true),
  head_dim: nullable(count()),
  tie_word_embeddings: flag(false),
  pad_token_id: optionalIndex(),
};

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseGPTNeoXConfig = configParser("gpt_neox", fields, {
  derive: (c) => ({
    head_dim: c.head_dim ?? Math.trunc(c.hidden_size / c.num_attention_heads),
    partial_rotary_factor: c.rotary_pct,
    rope_theta: c.rotary_emb_base,
  }),
  check(config) {
    requireDivides(config, "hidden_size", "num_attention_heads");
    checkHeadSize(config);
    checkRotary(config, { odd: true, field: "rotary_pct" });
  },
});

/** The fields of config.json that decide the graph, under transformers' names. */
export type GPTNeoXConfig = ReturnType<typeof parseGPTNeoXConfig>;

/** A `head_dim` is no field of GPT-NeoX, but would be read where its rotary positions are made. */
function checkHeadSize({ hidden_size, num_attention_heads, head_dim }: Readonly<Record<string, unknown>>): void {
  const size = (hidden_size as number) / (num_attention_heads as number);
  if (head_dim !== size)
    throw new ConfigError({
      where: "gpt_neox",
      field: "head_dim",
      value: head_dim,
      allowed: [null, size],
      expected: `hidden_size / num_attention_heads = ${size}, or null`,
    });
}

/** What a GPT-NeoX model takes and gives as an ONNX file. */
export class GPTNeoXOnnxConfig extends TextDecoderWithPositionIdsOnnxConfig<GPTNeoXConfig> {
  static override readonly normalizedConfigClass = NormalizedTextConfig;
}
