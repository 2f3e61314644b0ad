import { mkdir, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodeSafetensors, type StoredDType } from "@transonnx/checkpoint";

/** config.json of a BERT of two layers. */
export const tinyConfig = {
  model_type: "bert",
  architectures: ["BertModel"],
  vocab_size: 60,
  hidden_size: 32,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  intermediate_size: 64,
  max_position_embeddings: 32,
  type_vocab_size: 2,
};

export interface TinyTensor {
  readonly dtype: StoredDType;
  readonly shape: readonly number[];
  readonly data: Float32Array | Uint16Array | BigInt64Array;
}

/** The tensors of a BertModel of these sizes. */
function tinyShapes(config = tinyConfig): Map<string, readonly number[]> {
  const { hidden_size: hidden, intermediate_size: wide } = config;
  const shapes = new Map<string, readonly number[]>();
  const dense = (name: string, out: number, from: number) =>
    shapes.set(`${name}.weight`, [out, from]).set(`${name}.bias`, [out]);
  const norm = (name: string) => shapes.set(`${name}.weight`, [hidden]).set(`${name}.bias`, [hidden]);
  shapes.set("embeddings.word_embeddings.weight", [config.vocab_size, hidden]);
  shapes.set("embeddings.position_embeddings.weight", [config.max_position_embeddings, hidden]);
  shapes.set("embeddings.token_type_embeddings.weight", [config.type_vocab_size, hidden]);
  norm("embeddings.LayerNorm");
  for (let i = 0; i < config.num_hidden_layers; i++) {
    const layer = `encoder.layer.${i}`;
    for (const name of ["query", "key", "value"]) dense(`${layer}.attention.self.${name}`, hidden, hidden);
    dense(`${layer}.attention.output.dense`, hidden, hidden);
    norm(`${layer}.attention.output.LayerNorm`);
    dense(`${layer}.intermediate.dense`, wide, hidden);
    dense(`${layer}.output.dense`, hidden, wide);
    norm(`${layer}.output.LayerNorm`);
  }
  dense("pooler.dense", hidden, hidden);
  return shapes;
}

/** The same with values from a formula. */
export function tinyTensors(): Map<string, TinyTensor> {
  const tensors = [...tinyShapes()].map(([name, shape], seed): [string, TinyTensor] => {
    const count = shape.reduce((a, b) => a * b, 1);
    const data = Float32Array.from({ length: count }, (_, i) => Math.sin(seed + i * 1.7) / 4);
    return [name, { dtype: "float32", shape, data }];
  });
  return new Map(tensors);
}

/** The files of a checkpoint: config.json, the weights, and what a tokenizer has. */
export function tinyFiles({
  config = tinyConfig as Readonly<Record<string, unknown>>,
  tensors = tinyTensors() as ReadonlyMap<string, TinyTensor>,
} = {}): Record<string, Uint8Array | string> {
  return {
    "config.json": JSON.stringify(config),
    "model.safetensors": encodeSafetensors(tensors),
    "tokenizer.json": '{"version":"1.0"}',
    "vocab.txt": "[PAD]\n",
  };
}

/** Writes a checkpoint of any size whose weights are zeros that take no place on the disk. */
export async function writeSparse(folder: string, config: typeof tinyConfig): Promise<void> {
  const header: Record<string, unknown> = {};
  let end = 0;
  for (const [name, shape] of tinyShapes(config)) {
    const start = end;
    end += 4 * shape.reduce((a, b) => a * b, 1);
    header[name] = { dtype: "F32", shape, data_offsets: [start, end] };
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  await writeFiles(folder, { "config.json": JSON.stringify(config), "model.safetensors": bytes });
  await truncate(join(folder, "model.safetensors"), bytes.length + end);
}

/** Writes files into a folder, which it makes. */
export async function writeFiles(folder: string, files: Readonly<Record<string, Uint8Array | string>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [file, content] of Object.entries(files)) await writeFile(join(folder, file), content);
}
