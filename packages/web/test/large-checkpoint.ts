import { closeSync, openSync, writeFileSync, writeSync } from "node:fs";
import path from "node:path";

const HIDDEN = 768;
const WIDE = 3072;
const VOCABULARY = 30522;

const config = {
  architectures: ["BertModel"],
  model_type: "bert",
  hidden_size: HIDDEN,
  intermediate_size: WIDE,
  num_attention_heads: 12,
  num_hidden_layers: 8,
  vocab_size: VOCABULARY,
  max_position_embeddings: 512,
  type_vocab_size: 2,
  hidden_act: "gelu",
  layer_norm_eps: 1e-12,
};

const linear = (name: string, wide: number, narrow: number): [string, number[]][] => [
  [`${name}.weight`, [wide, narrow]],
  [`${name}.bias`, [wide]],
];
const norm = (name: string): [string, number[]][] => [
  [`${name}.weight`, [HIDDEN]],
  [`${name}.bias`, [HIDDEN]],
];

const layer = (name: string): [string, number[]][] => [
  ...["query", "key", "value"].flatMap((part) => linear(`${name}.attention.self.${part}`, HIDDEN, HIDDEN)),
  ...linear(`${name}.attention.output.dense`, HIDDEN, HIDDEN),
  ...norm(`${name}.attention.output.LayerNorm`),
  ...linear(`${name}.intermediate.dense`, WIDE, HIDDEN),
  ...linear(`${name}.output.dense`, HIDDEN, WIDE),
  ...norm(`${name}.output.LayerNorm`),
];

const tensors: readonly [string, number[]][] = [
  ["embeddings.word_embeddings.weight", [VOCABULARY, HIDDEN]],
  ["embeddings.position_embeddings.weight", [512, HIDDEN]],
  ["embeddings.token_type_embeddings.weight", [2, HIDDEN]],
  ...norm("embeddings.LayerNorm"),
  ...Array.from({ length: config.num_hidden_layers }, (_, i) => layer(`encoder.layer.${i}`)).flat(),
  ...linear("pooler.dense", HIDDEN, HIDDEN),
];

const PATTERN_BYTES = 1 << 20;

/** Writes a BERT of 324 MB, whose numbers repeat a pattern. */
export function writeLargeCheckpoint(folder: string): void {
  let end = 0;
  const header = Object.fromEntries(
    tensors.map(([name, shape]) => {
      const begin = end;
      end += 4 * shape.reduce((product, size) => product * size, 1);
      return [name, { dtype: "F32", shape, data_offsets: [begin, end] }];
    }),
  );
  const json = Buffer.from(JSON.stringify(header));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(json.length));
  const pattern = Buffer.alloc(PATTERN_BYTES);
  for (let i = 0; i < PATTERN_BYTES; i += 4) pattern.writeFloatLE(((i * 2654435761) % 2000) / 1000 - 1, i);
  const file = openSync(path.join(folder, "model.safetensors"), "w");
  try {
    writeSync(file, size);
    writeSync(file, json);
    for (let at = 0; at < end; at += PATTERN_BYTES) writeSync(file, pattern, 0, Math.min(PATTERN_BYTES, end - at));
  } finally {
    closeSync(file);
  }
  writeFileSync(path.join(folder, "config.json"), JSON.stringify(config));
}
