import type { Activation } from "@transonnx/core";

/** The fields that shape the layers of both stacks, under the names of BART's config.json and of fairseq. */
export interface Seq2SeqLayerConfig {
  readonly d_model: number;
  readonly activation_function: Activation;
  /** Whether each block normalises what it takes, and a stack what it gives; else each block what it gives. */
  readonly normalize_before: boolean;
  /** Whether the projections of keys have a bias. Default true. */
  readonly key_bias?: boolean;
}

/** The fields that shape an encoder. */
export interface Seq2SeqEncoderConfig extends Seq2SeqLayerConfig {
  readonly encoder_layers: number;
  readonly encoder_attention_heads: number;
  readonly encoder_ffn_dim: number;
}

/** The fields that shape a decoder. */
export interface Seq2SeqDecoderConfig extends Seq2SeqLayerConfig {
  readonly decoder_layers: number;
  readonly decoder_attention_heads: number;
  readonly decoder_ffn_dim: number;
}
