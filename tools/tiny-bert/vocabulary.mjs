const special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
const letters = [..."abcdefghijklmnopqrstuvwxyz"];
const words =
  "a the of to in and is it on for that this with as model graph layer token tensor shape weight bias small tiny large new old one two three four from by at we run read write open close first last";
const endings = "s ed ing er est ly ion al or en";
const marks = [..."0123456789.,;:!?'\"-()[]"];

/** The words of the tiny model in the order of their ids: special tokens first, then pieces that spell any ASCII word. */
export const vocabulary = [
  ...new Set([
    ...special,
    ...marks,
    ...letters,
    ...words.split(" "),
    ...[...letters, ..."0123456789", ...endings.split(" ")].map((piece) => `##${piece}`),
  ]),
];

const tokens = special.map((content, id) => ({
  id,
  content,
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
}));
const [pad, unk, cls, sep, mask] = special;
const id = (token) => vocabulary.indexOf(token);
const place = (token, type) => ({ SpecialToken: { id: token, type_id: type } });
const sequence = (name, type) => ({ Sequence: { id: name, type_id: type } });

/** tokenizer.json, as the tokenizers library and Transformers.js read it. */
export const tokenizer = {
  version: "1.0",
  truncation: null,
  padding: null,
  added_tokens: tokens,
  normalizer: {
    type: "BertNormalizer",
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: "BertPreTokenizer" },
  post_processor: {
    type: "TemplateProcessing",
    single: [place(cls, 0), sequence("A", 0), place(sep, 0)],
    pair: [place(cls, 0), sequence("A", 0), place(sep, 0), sequence("B", 1), place(sep, 1)],
    special_tokens: Object.fromEntries([cls, sep].map((name) => [name, { id: name, ids: [id(name)], tokens: [name] }])),
  },
  decoder: { type: "WordPiece", prefix: "##", cleanup: true },
  model: {
    type: "WordPiece",
    unk_token: unk,
    continuing_subword_prefix: "##",
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(vocabulary.map((token, index) => [token, index])),
  },
};

export const tokenizerConfig = {
  added_tokens_decoder: Object.fromEntries(tokens.map(({ id, ...token }) => [id, token])),
  clean_up_tokenization_spaces: true,
  cls_token: cls,
  do_lower_case: true,
  mask_token: mask,
  model_max_length: 64,
  pad_token: pad,
  sep_token: sep,
  strip_accents: null,
  tokenize_chinese_chars: true,
  tokenizer_class: "BertTokenizer",
  unk_token: unk,
};

export const specialTokensMap = { cls_token: cls, mask_token: mask, pad_token: pad, sep_token: sep, unk_token: unk };
