import {
  type Activation,
  activationField,
  activations,
  configParser,
  count,
  type Field,
  flag,
  NormalizedSeq2SeqConfig,
  nullable,
  oneOf,
  optionalIndex,
  type PretrainedConfig,
  real,
} from "@transonnx/core";
import {
  DummySeq2SeqDecoderTextInputGenerator,
  DummyTextInputGenerator,
  requireBuckets,
  T5DummySeq2SeqPastKeyValuesGenerator,
  TextSeq2SeqOnnxConfig,
} from "@transonnx/text";

/** `relu`, or `gated-gelu`: an activation, maybe of one projection that gates another. */
const feedForwardProjection = (fallback: string): Field<string> => ({
  fallback,
  expected: "an activation, or gated- and an activation",
  accepts: (value): value is string =>
    typeof value === "string" && (activations as readonly string[]).includes(value.replace(/^gated-/, "")),
});

/** The fields of a T5 config.json that decide the graph, with the defaults of transformers' T5Config. */
const fields = {
  is_encoder_decoder: oneOf([true], true),
  vocab_size: count(32128),
  d_model: count(512),
  d_kv: count(64),
  d_ff: count(2048),
  num_layers: count(6),
  num_decoder_layers: nullable(count()),
  num_heads: count(8),
  relative_attention_num_buckets: count(32),
  relative_attention_max_distance: count(128),
  layer_norm_epsilon: real(1e-6),
  feed_forward_proj: feedForwardProjection("relu"),
  dense_act_fn: nullable(activationField("relu")),
  is_gated_act: nullable(flag()),
  pad_token_id: optionalIndex(0),
  decoder_start_token_id: optionalIndex(),
};

interface FeedForwardFields {
  readonly num_layers: number;
  readonly num_decoder_layers: number | null;
  readonly feed_forward_proj: string;
  readonly dense_act_fn: Activation | null;
  readonly is_gated_act: boolean | null;
}

/** What T5Config works out; where a file says it, that stands. */
const derive = (c: FeedForwardFields) => ({
  num_decoder_layers: c.num_decoder_layers ?? c.num_layers,
  is_gated_act: c.is_gated_act ?? c.feed_forward_proj.startsWith("gated-"),
  dense_act_fn: c.dense_act_fn ?? activationOf(c.feed_forward_proj),
});

/** "gated-gelu" means the approximation of GELU, as the first T5 v1.1 had it. */
const activationOf = (projection: string): Activation =>
  projection === "gated-gelu" ? "gelu_new" : (projection.replace(/^gated-/, "") as Activation);

interface Buckets extends PretrainedConfig {
  readonly relative_attention_num_buckets: number;
  readonly relative_attention_max_distance: number;
}

const check = (config: Buckets): void =>
  requireBuckets(config, {
    buckets: "relative_attention_num_buckets",
    distance: "relative_attention_max_distance",
    bidirectional: false,
  });

const aliases = {
  hidden_size: "d_model",
  num_attention_heads: "num_heads",
  num_hidden_layers: "num_layers",
  head_dim: "d_kv",
} as const;

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseT5Config = configParser("t5", fields, { aliases, derive, check });

/** mT5 differs from T5 in its defaults. */
export const parseMT5Config = configParser(
  "mt5",
  {
    ...fields,
    vocab_size: count(250112),
    d_ff: count(1024),
    num_layers: count(8),
    num_heads: count(6),
    feed_forward_proj: feedForwardProjection("gated-gelu"),
    tie_word_embeddings: flag(false),
  },
  { aliases, derive, check },
);

/** The fields of config.json that decide the graph, under transformers' names. */
export type T5Config = ReturnType<typeof parseT5Config>;

/** What a T5 model takes and gives as ONNX files. */
export class T5OnnxConfig extends TextSeq2SeqOnnxConfig<T5Config> {
  static override readonly normalizedConfigClass = NormalizedSeq2SeqConfig.withArgs(
    {
      hidden_size: "d_model",
      num_attention_heads: "num_heads",
      encoder_num_attention_heads: "num_heads",
      decoder_num_attention_heads: "num_heads",
      encoder_num_layers: "num_layers",
      decoder_num_layers: "num_decoder_layers",
      num_layers: "num_layers",
      key_value_dim: "d_kv",
    },
    { allowNew: true },
  );
  static override readonly dummyInputGeneratorClasses = [
    DummySeq2SeqDecoderTextInputGenerator,
    T5DummySeq2SeqPastKeyValuesGenerator,
    DummyTextInputGenerator,
  ];
}

/** The same for mT5. */
export class MT5OnnxConfig extends T5OnnxConfig {}
