import { type FileHandle, open } from "node:fs/promises";
import type { ByteSink } from "../bytes/sink.ts";

/** A file that is written from its beginning. */
export interface FileSink extends ByteSink {
  close(): Promise<void>;
}

/** Makes a file that must not exist yet. */
export async function fileSink(path: string): Promise<FileSink> {
  const file: FileHandle = await open(path, "wx");
  return {
    async write(bytes) {
      for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at)).bytesWritten;
    },
    close: () => file.close(),
  };
}
