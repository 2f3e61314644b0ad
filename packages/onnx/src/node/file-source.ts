import { type FileHandle, open } from "node:fs/promises";
import type { ByteSource } from "../bytes/source.ts";
import { OnnxFormatError } from "../errors.ts";
import { CHUNK_BYTES } from "../limits.ts";

/** Node refuses to read 2 GiB at once. */
const MAX_READ_BYTES = 2 ** 30;

/** A file that is read by ranges, while it is open. */
export interface FileSource extends ByteSource {
  readonly path: string;
  /** Ends `read`; `chunks` opens the file anew each time, and goes on working. */
  close(): Promise<void>;
}

/** A file as a ByteSource. @throws OnnxFormatError when it cannot be read, then and later */
export async function fileSource(path: string): Promise<FileSource> {
  const file = await opened(path);
  const stat = await file.stat();
  if (!stat.isFile()) {
    await file.close();
    throw new OnnxFormatError(path, "a file", "something else");
  }
  return {
    name: path,
    path,
    size: stat.size,
    async read(offset, length) {
      const out = new Uint8Array(length);
      await readInto(out, file, path, offset);
      return out;
    },
    chunks: (offset, length) => readAhead(path, offset, length),
    close: () => file.close(),
  };
}

/** While one chunk is being used the next is read: writing and reading take the time of the slower. */
async function* readAhead(path: string, offset: number, length: number): AsyncGenerator<Uint8Array> {
  if (length === 0) return;
  const file = await opened(path);
  const size = Math.min(CHUNK_BYTES, length);
  const buffers = [new Uint8Array(size), new Uint8Array(length > size ? size : 0)];
  const start = (at: number): Promise<Uint8Array> => {
    const chunk = buffers[(at / size) % 2]!.subarray(0, length - at);
    const reading = readInto(chunk, file, path, offset + at).then(() => chunk);
    // It may fail before it is waited for, and is an unhandled rejection then.
    reading.catch(() => undefined);
    return reading;
  };
  let next = start(0);
  try {
    for (let at = size; at < length; at += size) {
      const chunk = await next;
      next = start(at);
      yield chunk;
    }
    yield await next;
  } finally {
    await next.catch(() => undefined);
    await file.close();
  }
}

async function opened(path: string): Promise<FileHandle> {
  return open(path, "r").catch((cause: unknown) => {
    const { code, message } = cause as NodeJS.ErrnoException;
    const found = code === "ENOENT" ? "no such file" : (code ?? message);
    throw new OnnxFormatError(path, "a file that can be read", found, { cause });
  });
}

async function readInto(out: Uint8Array, file: FileHandle, path: string, offset: number): Promise<void> {
  for (let at = 0; at < out.length; ) {
    const { bytesRead } = await file.read(out, at, Math.min(out.length - at, MAX_READ_BYTES), offset + at);
    if (bytesRead === 0) throw new OnnxFormatError(path, `${out.length} bytes at ${offset}`, `an end after ${at}`);
    at += bytesRead;
  }
}
