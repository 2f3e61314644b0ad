import type { ByteSource } from "./byte-source.ts";
import { InvalidIndexError } from "./errors.ts";
import { assertPlainFileName } from "./file-name.ts";
import { parseJsonSource } from "./json/read-json.ts";
import { shown } from "./shown.ts";

/** Some hundred bytes a tensor, and at most some hundred thousand tensors; the largest published index has 20 MB. */
export const MAX_INDEX_BYTES = 64 * 1024 * 1024;
/** The largest published checkpoints have some hundred and sixty shards; each is an open file. */
export const MAX_SHARDS = 1000;

/** Which shard holds which tensor. */
export interface ShardIndex {
  /** The tensors, in the order of the index. */
  readonly names: readonly string[];
  /** Each shard's tensors; the shards are sorted. */
  readonly tensorsOf: ReadonlyMap<string, readonly string[]>;
}

/** Reads `model.safetensors.index.json` or `pytorch_model.bin.index.json`. */
export async function readShardIndex(source: ByteSource): Promise<ShardIndex> {
  const file = source.name;
  const document = await parseJsonSource(source, MAX_INDEX_BYTES, { duplicates: "refuse" });
  const wrong = (problem: string, expected: string, found: string, tensor?: string): InvalidIndexError =>
    new InvalidIndexError({ file, tensor, problem, expected, found, advice: "Fetch the file again." });
  const weightMap = document.get("weight_map");
  if (!(weightMap instanceof Map) || weightMap.size === 0) {
    throw wrong("its weight_map names no tensors", "an object of tensor names and file names", shown(weightMap));
  }
  const tensorsOf = new Map<string, string[]>();
  for (const [tensor, shard] of weightMap) {
    if (typeof shard !== "string") throw wrong("its shard is no file name", "a string", shown(shard), tensor);
    const tensors = tensorsOf.get(shard);
    if (tensors) tensors.push(tensor);
    else tensorsOf.set(shard, [tensor]);
  }
  if (tensorsOf.size > MAX_SHARDS)
    throw wrong("it names too many shards", `at most ${MAX_SHARDS}`, `${tensorsOf.size}`);
  for (const name of tensorsOf.keys()) assertPlainFileName(name, file);
  return { names: [...weightMap.keys()], tensorsOf: new Map([...tensorsOf].sort(([a], [b]) => (a < b ? -1 : 1))) };
}
