export interface WordTokenizerOptions {
  /** Tokens that are no words, with their ids. */
  readonly special?: Readonly<Record<string, number>>;
  /** The class of the tokenizer. Default: PreTrainedTokenizerFast. */
  readonly tokenizerClass?: string;
  /** Where padding goes. Default: left. */
  readonly paddingSide?: "left" | "right";
  /** How many tokens a text has at most. Default 512. */
  readonly maxLength?: number;
}

/** Files of a tokenizer that transformers' Tokenizers and Transformers.js read: each id is a word, `w0`, `w1` …, but for that of padding. */
export function wordTokenizer(
  vocabulary: number,
  pad: number,
  options: WordTokenizerOptions = {},
): Readonly<Record<string, string>> {
  const { special = {}, tokenizerClass = "PreTrainedTokenizerFast", paddingSide = "left", maxLength = 512 } = options;
  const others = new Map([[pad, PAD], ...Object.entries(special).map(([token, id]) => [id, token] as const)]);
  const words = Array.from({ length: vocabulary }, (_, id) => others.get(id) ?? wordOf(id));
  const whole = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
  const tokenizer = {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: [...others].map(([id, content]) => ({ id, content, ...whole })),
    normalizer: null,
    pre_tokenizer: { type: "WhitespaceSplit" },
    post_processor: null,
    decoder: null,
    model: {
      type: "WordLevel",
      vocab: Object.fromEntries(words.map((word, id) => [word, id])),
      unk_token: words[UNKNOWN],
    },
  };
  const config = {
    tokenizer_class: tokenizerClass,
    pad_token: PAD,
    unk_token: words[UNKNOWN],
    padding_side: paddingSide,
    clean_up_tokenization_spaces: false,
    model_max_length: maxLength,
  };
  return { "tokenizer.json": JSON.stringify(tokenizer), "tokenizer_config.json": JSON.stringify(config) };
}

const UNKNOWN = 3;
const PAD = "<pad>";
const wordOf = (id: number): string => `w${id}`;

/** The text of ids, as the tokenizer decodes them. */
export const textOf = (ids: readonly number[]): string => ids.map(wordOf).join(" ");
