import { type ByteSource, ReadError } from "@transonnx/checkpoint";
import { BLOCK_BYTES, type Blocks } from "./blocks.ts";
import { readResumed } from "./read-resumed.ts";
import type { RemoteFile } from "./remote-file.ts";

/** Blocks that are fetched before they are asked for, when a file is read in its order. */
const AHEAD = 2;

/** A file of the Hub as a byte source: it is read in blocks, the next ones ahead, and nothing of it is stored. */
export function remoteSource(remote: RemoteFile, blocks: Blocks): ByteSource {
  const { name, size } = remote.file;
  const count = Math.ceil(size / BLOCK_BYTES);
  const prefix = blocks.nextPrefix();
  const closing = new AbortController();
  let last = -2;

  const block = (index: number): Promise<Uint8Array> =>
    blocks.get(`${prefix}${index}`, () => readBlock(remote, index, closing.signal));

  /** A block; where it follows the one before, the next ones are on their way as well. */
  function inOrder(index: number): Promise<Uint8Array> {
    const wanted = block(index);
    const end = index === last + 1 ? Math.min(count, index + 1 + AHEAD) : 0;
    for (let next = index + 1; next < end; next++) block(next).catch(() => undefined);
    last = index;
    return wanted;
  }

  async function readInto(offset: number, target: Uint8Array): Promise<void> {
    checkInside(name, size, offset, target.byteLength);
    closing.signal.throwIfAborted();
    for (let done = 0; done < target.byteLength; ) {
      const index = Math.floor((offset + done) / BLOCK_BYTES);
      const from = offset + done - index * BLOCK_BYTES;
      const piece = (await inOrder(index)).subarray(from, from + target.byteLength - done);
      target.set(piece, done);
      done += piece.byteLength;
    }
  }

  return {
    name,
    size,
    readInto,
    async read(offset, length) {
      checkInside(name, size, offset, length);
      const bytes = new Uint8Array(length);
      await readInto(offset, bytes);
      return bytes;
    },
    async close() {
      closing.abort(new ReadError({ file: name, problem: "the file is closed" }));
      blocks.drop(prefix);
    },
  };
}

async function readBlock(remote: RemoteFile, index: number, signal: AbortSignal): Promise<Uint8Array> {
  const start = index * BLOCK_BYTES;
  const end = Math.min(start + BLOCK_BYTES, remote.file.size);
  const bytes = new Uint8Array(end - start);
  let at = 0;
  for await (const piece of readResumed(remote, start, end, { signal })) {
    bytes.set(piece, at);
    at += piece.byteLength;
  }
  return bytes;
}

function checkInside(file: string, size: number, offset: number, length: number): void {
  const end = offset + length;
  if (Number.isSafeInteger(end) && offset >= 0 && length >= 0 && end <= size) return;
  throw new ReadError({
    file,
    problem: "a read leaves the file",
    expected: `bytes below ${size}`,
    found: `${length} bytes from offset ${offset}`,
    advice: "The file is truncated or damaged on the Hub.",
  });
}
