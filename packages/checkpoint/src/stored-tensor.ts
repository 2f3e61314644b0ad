import type { ByteSource } from "./byte-source.ts";
import { readChunks } from "./chunks.ts";
import { ITEM_SIZE, type StoredDType } from "./dtype.ts";

/** 4 MiB: large enough that calls cost nothing, small enough that two of them are no memory. */
export const DEFAULT_CHUNK_SIZE = 4 * 1024 * 1024;

/** A tensor of a checkpoint. Its bytes are read when they are asked for. */
export interface StoredTensor {
  readonly name: string;
  readonly dtype: StoredDType;
  readonly shape: readonly number[];
  readonly byteLength: number;
  /** The file that holds it. */
  readonly file: string;
  /** Set when the bytes lie in the file as they are: contiguous, row-major, little-endian. */
  readonly range?: { readonly source: ByteSource; readonly offset: number; readonly length: number };
  /**
   * The tensor's bytes in row-major order, little-endian, in chunks of at most `chunkSize` bytes (default 4 MiB), each
   * a whole number of elements. **A chunk is valid until the next one is asked for**: its memory is used again.
   */
  chunks(chunkSize?: number): AsyncIterable<Uint8Array>;
}

/** An opened checkpoint. Only headers were read; `close` releases the files. */
export interface Checkpoint {
  readonly format: CheckpointFormat;
  /** The files that hold its tensors: one, or the shards. */
  readonly files: readonly string[];
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  /** What the files say of themselves; of several shards, what all say alike. */
  readonly metadata: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Whose format the weights are in. */
export type CheckpointFormat = "safetensors" | "pytorch";

/** A tensor whose bytes lie in the file as they are. */
export function contiguousTensor(
  name: string,
  dtype: StoredDType,
  shape: readonly number[],
  range: { readonly source: ByteSource; readonly offset: number; readonly length: number },
): StoredTensor {
  return {
    name,
    dtype,
    shape,
    byteLength: range.length,
    file: range.source.name,
    range,
    chunks: (chunkSize = DEFAULT_CHUNK_SIZE) =>
      readChunks(range.source, range.offset, range.length, wholeElements(chunkSize, dtype)),
  };
}

/** All bytes of a tensor in one array that belongs to the caller: for small tensors. */
export async function readTensor(tensor: StoredTensor): Promise<Uint8Array> {
  const bytes = new Uint8Array(tensor.byteLength);
  let at = 0;
  for await (const chunk of tensor.chunks()) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

export function wholeElements(chunkSize: number, dtype: StoredDType): number {
  const item = ITEM_SIZE[dtype];
  return Math.max(item, Math.floor(chunkSize / item) * item) || item;
}
