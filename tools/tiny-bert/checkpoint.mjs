import { draw } from "./draw.mjs";
import { safetensors } from "./safetensors.mjs";
import { specialTokensMap, tokenizer, tokenizerConfig, vocabulary } from "./vocabulary.mjs";

const hidden = 32;
const intermediate = 64;
const layers = 2;
const positions = 64;
const types = 2;

const config = {
  architectures: ["BertForMaskedLM"],
  attention_probs_dropout_prob: 0.1,
  hidden_act: "gelu",
  hidden_dropout_prob: 0.1,
  hidden_size: hidden,
  initializer_range: 0.02,
  intermediate_size: intermediate,
  layer_norm_eps: 1e-12,
  max_position_embeddings: positions,
  model_type: "bert",
  num_attention_heads: 4,
  num_hidden_layers: layers,
  pad_token_id: 0,
  position_embedding_type: "absolute",
  torch_dtype: "float32",
  type_vocab_size: types,
  vocab_size: vocabulary.length,
};

const matrix = (path, shape) => [[path, { shape, scale: 0.2, offset: 0 }]];
const linear = (path, out, size) => [
  ...matrix(`${path}.weight`, [out, size]),
  [`${path}.bias`, { shape: [out], scale: 0.1, offset: 0 }],
];
const layerNorm = (path) => [
  [`${path}.weight`, { shape: [hidden], scale: 0.1, offset: 1 }],
  [`${path}.bias`, { shape: [hidden], scale: 0.1, offset: 0 }],
];

const layer = (path) => [
  ...["query", "key", "value"].flatMap((name) => linear(`${path}.attention.self.${name}`, hidden, hidden)),
  ...linear(`${path}.attention.output.dense`, hidden, hidden),
  ...layerNorm(`${path}.attention.output.LayerNorm`),
  ...linear(`${path}.intermediate.dense`, intermediate, hidden),
  ...linear(`${path}.output.dense`, hidden, intermediate),
  ...layerNorm(`${path}.output.LayerNorm`),
];

/** BertForMaskedLM as transformers saves it: the decoder's weight is that of the word embeddings, and not written. */
const tensors = [
  ...matrix("bert.embeddings.word_embeddings.weight", [vocabulary.length, hidden]),
  ...matrix("bert.embeddings.position_embeddings.weight", [positions, hidden]),
  ...matrix("bert.embeddings.token_type_embeddings.weight", [types, hidden]),
  ...layerNorm("bert.embeddings.LayerNorm"),
  ...Array.from({ length: layers }, (_, i) => layer(`bert.encoder.layer.${i}`)).flat(),
  ...linear("cls.predictions.transform.dense", hidden, hidden),
  ...layerNorm("cls.predictions.transform.LayerNorm"),
  ["cls.predictions.bias", { shape: [vocabulary.length], scale: 0.1, offset: 0 }],
];

const values = ([name, { shape, ...range }]) => {
  const count = shape.reduce((product, size) => product * size, 1);
  return [name, { shape, values: draw(name, count, range) }];
};

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

/**
 * A BERT with made-up words and weights that are drawn from their names: file name to content. It says nothing sensible,
 * and is exported like any other.
 */
export const tinyBert = () => ({
  "config.json": json(config),
  "model.safetensors": safetensors(Object.fromEntries(tensors.map(values))),
  "special_tokens_map.json": json(specialTokensMap),
  "tokenizer.json": json(tokenizer),
  "tokenizer_config.json": json(tokenizerConfig),
  "vocab.txt": `${vocabulary.join("\n")}\n`,
});
