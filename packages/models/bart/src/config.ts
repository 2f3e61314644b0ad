import {
  activationField,
  ConfigError,
  type ConfigOf,
  configParser,
  count,
  type Field,
  flag,
  index,
  nullable,
  oneOf,
  optionalIndex,
  requireDivides,
} from "@transonnx/core";

/** Where tokens get their places from. */
export type Positions =
  /** A table that is learned, whose first two rows stand for no place. */
  | "learned"
  /** Sines and cosines, which a checkpoint may hold. */
  | "sinusoidal"
  /** Sines and cosines of places that only tokens count for, padding has none. */
  | "of tokens";

/** How the members of the family differ, under fairseq's names. What a config.json says of it is not heeded. */
interface Architecture {
  /** Whether each block normalises what it takes, and the stack what it gives; else each block what it gives. */
  readonly normalize_before: boolean;
  /** Whether the embeddings are normalised. */
  readonly normalize_embedding: boolean;
  readonly positions: Positions;
}

/** An id, or the ids of several tokens that end a text. */
const endIds = (fallback: number): Field<number | readonly number[] | null> =>
  nullable<number | readonly number[]>(
    {
      expected: "an id, or a list of ids",
      accepts: (value): value is number | readonly number[] => [value].flat().every(index().accepts),
    },
    fallback,
  );

/** The fields of a BART config.json that decide the graph, with the defaults of transformers' BartConfig. */
const fields = {
  is_encoder_decoder: flag(true),
  is_decoder: flag(false),
  add_cross_attention: flag(false),
  tie_encoder_decoder: oneOf([false], false),
  vocab_size: count(50265),
  max_position_embeddings: count(1024),
  d_model: count(1024),
  encoder_layers: count(12),
  encoder_ffn_dim: count(4096),
  encoder_attention_heads: count(16),
  decoder_layers: count(12),
  decoder_ffn_dim: count(4096),
  decoder_attention_heads: count(16),
  activation_function: activationField("gelu"),
  scale_embedding: flag(false),
  pad_token_id: optionalIndex(1),
  eos_token_id: endIds(2),
  decoder_start_token_id: optionalIndex(),
};

const aliases = { num_attention_heads: "encoder_attention_heads", hidden_size: "d_model" } as const;

function check(config: ConfigOf<typeof fields>): void {
  requireDivides(config, "d_model", "encoder_attention_heads");
  requireDivides(config, "d_model", "decoder_attention_heads");
}

/** Encoder and decoder have the same words, unless a model says otherwise. */
interface Vocabularies {
  readonly share_encoder_decoder_embeddings: boolean;
  readonly decoder_vocab_size: number;
}

const oneVocabulary = ({ vocab_size }: { readonly vocab_size: number }): Vocabularies => ({
  share_encoder_decoder_embeddings: true,
  decoder_vocab_size: vocab_size,
});

const architecture = (positions: Positions, normalize_before: boolean, normalize_embedding: boolean): Architecture => ({
  positions,
  normalize_before,
  normalize_embedding,
});

/** What every member's parser returns. */
export type BartConfig = ConfigOf<typeof fields> & Architecture & Vocabularies;

/** BART: three labels unless it is told. */
export const parseBartConfig = configParser(
  "bart",
  { ...fields, decoder_start_token_id: optionalIndex(2), num_labels: count(3) },
  { aliases, derive: (c) => ({ ...oneVocabulary(c), ...architecture("learned", false, true) }), check },
);

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parseMBartConfig = configParser("mbart", fields, {
  aliases,
  derive: (c) => ({ ...oneVocabulary(c), ...architecture("learned", true, true) }),
  check,
});

/** Marian: the decoder's words may be a vocabulary of their own. */
export const parseMarianConfig = configParser(
  "marian",
  {
    ...fields,
    vocab_size: count(58101),
    decoder_vocab_size: nullable(count()),
    share_encoder_decoder_embeddings: flag(true),
    pad_token_id: optionalIndex(58100),
    eos_token_id: endIds(0),
    decoder_start_token_id: optionalIndex(58100),
  },
  {
    aliases,
    derive: (c) => ({
      decoder_vocab_size: c.share_encoder_decoder_embeddings ? c.vocab_size : (c.decoder_vocab_size ?? c.vocab_size),
      ...architecture("sinusoidal", false, false),
    }),
    check,
  },
);

/**
 * The fields of config.json that decide the graph, checked, with transformers' defaults. Throws ConfigError for a
 * value that is not built.
 */
export const parsePegasusConfig = configParser(
  "pegasus",
  { ...fields, pad_token_id: optionalIndex(0), eos_token_id: endIds(1), decoder_start_token_id: optionalIndex(0) },
  { aliases, derive: (c) => ({ ...oneVocabulary(c), ...architecture("sinusoidal", true, false) }), check },
);

/** M2M100: what is padding is told by its id, and its sines need two pairs to have different waves. */
export const parseM2M100Config = configParser(
  "m2m_100",
  {
    ...fields,
    vocab_size: count(128112),
    activation_function: activationField("relu"),
    scale_embedding: flag(true),
    pad_token_id: index(1),
    decoder_start_token_id: optionalIndex(2),
  },
  {
    aliases,
    derive: (c) => ({ ...oneVocabulary(c), ...architecture("of tokens", true, false) }),
    check: (config) => {
      check(config);
      if (config.d_model < 4)
        throw new ConfigError({
          where: "m2m_100",
          field: "d_model",
          value: config.d_model,
          expected: "at least 4, for sines of more than one wavelength",
        });
    },
  },
);
