import type { ByteSource } from "./byte-source.ts";
import { InvalidIndexError } from "./errors.ts";
import { assertPlainFileName } from "./file-name.ts";
import { parseJsonSource } from "./json/read-json.ts";
import { shown } from "./shown.ts";

/** Some hundred bytes a tensor; the largest published index has 20 MB. */
export const MAX_INDEX_BYTES = 100_000_000;
/** The largest published checkpoints have some hundred and sixty shards; each is an open file. */
export const MAX_SHARDS = 1000;

/** Which shard holds which tensor, in the order of the index. */
export interface ShardIndex {
  /** Sorted. */
  readonly files: readonly string[];
  readonly fileOf: ReadonlyMap<string, string>;
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
  const fileOf = new Map<string, string>();
  for (const [tensor, shard] of weightMap) {
    if (typeof shard !== "string") throw wrong("its shard is no file name", "a string", shown(shard), tensor);
    fileOf.set(tensor, shard);
  }
  const files = [...new Set(fileOf.values())].sort();
  if (files.length > MAX_SHARDS) throw wrong("it names too many shards", `at most ${MAX_SHARDS}`, `${files.length}`);
  for (const name of files) assertPlainFileName(name, file);
  return { files, fileOf };
}
