import { type ByteSource, checkRange, readRange } from "./byte-source.ts";

/**
 * A range of a file in chunks, the next one being read while one is used. Two buffers serve in turn, so a chunk is
 * valid until the next one is asked for.
 */
export async function* readChunks(
  source: ByteSource,
  offset: number,
  length: number,
  chunkSize: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  checkRange(source, offset, length);
  const buffers: (Uint8Array | undefined)[] = [undefined, undefined];
  let turn = 0;
  const read = (at: number): Promise<Uint8Array> => {
    const size = Math.min(chunkSize, length - at);
    if (!source.readInto) return readRange(source, offset + at, size);
    turn = 1 - turn;
    const buffer = buffers[turn] ?? new Uint8Array(Math.min(chunkSize, length));
    buffers[turn] = buffer;
    const target = buffer.subarray(0, size);
    return source.readInto(offset + at, target).then(() => target);
  };
  const start = (at: number): Promise<Uint8Array> => {
    const reading = read(at);
    // It may fail while the chunk before it is used: the failure is thrown when its turn comes.
    reading.catch(() => undefined);
    return reading;
  };
  let pending = length > 0 ? start(0) : undefined;
  try {
    for (let at = 0; pending !== undefined; at += chunkSize) {
      const chunk = await pending;
      pending = at + chunkSize < length ? start(at + chunkSize) : undefined;
      yield chunk;
    }
  } finally {
    await pending?.catch(() => undefined);
  }
}
