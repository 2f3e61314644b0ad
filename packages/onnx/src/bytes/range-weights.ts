import { CHUNK_BYTES } from "../limits.ts";
import type { WeightSource } from "../model.ts";
import type { ByteSource } from "./source.ts";

/** A range of a source, read chunk by chunk when it is written. */
export const rangeWeights = (source: ByteSource, offset: number, length: number): WeightSource => ({
  byteLength: length,
  chunks: () => source.chunks?.(offset, length) ?? readChunks(source, offset, length),
});

async function* readChunks(source: ByteSource, offset: number, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < length; at += CHUNK_BYTES)
    yield await source.read(offset + at, Math.min(CHUNK_BYTES, length - at));
}
