import type { Folder } from "./byte-source.ts";
import type { CheckpointFormat } from "./stored-tensor.ts";

/** Weights that a folder holds. */
export interface DetectedWeights {
  readonly format: CheckpointFormat | "tensorflow" | "flax" | "gguf" | "rust" | "adapter";
  /** The file to open: the weights themselves, or the index of their shards. */
  readonly file: string;
  readonly sharded: boolean;
  /** Whether this version reads them. */
  readonly readable: boolean;
}

/** Hugging Face's file names, the one to prefer first. */
const KNOWN: readonly DetectedWeights[] = [
  { format: "safetensors", file: "model.safetensors", sharded: false, readable: true },
  { format: "safetensors", file: "model.safetensors.index.json", sharded: true, readable: true },
  { format: "pytorch", file: "pytorch_model.bin", sharded: false, readable: true },
  { format: "pytorch", file: "pytorch_model.bin.index.json", sharded: true, readable: true },
  { format: "tensorflow", file: "tf_model.h5", sharded: false, readable: false },
  { format: "tensorflow", file: "tf_model.h5.index.json", sharded: true, readable: false },
  { format: "flax", file: "flax_model.msgpack", sharded: false, readable: false },
  { format: "flax", file: "flax_model.msgpack.index.json", sharded: true, readable: false },
  { format: "rust", file: "rust_model.ot", sharded: false, readable: false },
  { format: "adapter", file: "adapter_model.safetensors", sharded: false, readable: false },
  { format: "adapter", file: "adapter_model.bin", sharded: false, readable: false },
];

/** The weights in a folder under their usual names, readable ones first, in the order in which they are preferred. */
export async function detectWeights(folder: Folder): Promise<readonly DetectedWeights[]> {
  const files = await folder.list();
  const gguf = files.filter((file) => file.endsWith(".gguf"));
  return [
    ...KNOWN.filter(({ file }) => files.includes(file)),
    ...gguf.map((file): DetectedWeights => ({ format: "gguf", file, sharded: false, readable: false })),
  ];
}
