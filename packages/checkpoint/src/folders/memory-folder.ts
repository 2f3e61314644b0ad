import type { ByteSource, Folder } from "../byte-source.ts";
import { assertPlainFileName } from "../file-name.ts";

/** A folder whose files are given as bytes or as text. */
export function memoryFolder(files: Readonly<Record<string, Uint8Array | string>>, name = "memory"): Folder {
  const contents = new Map(Object.entries(files));
  return {
    name,
    list: async () => [...contents.keys()].sort(),
    async open(file) {
      assertPlainFileName(file, name);
      const content = contents.get(file);
      return content === undefined ? undefined : memorySource(file, content);
    },
  };
}

/** Bytes, or a text in UTF-8, as a byte source. */
export function memorySource(name: string, content: Uint8Array | string): ByteSource {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: bytes.byteLength,
    read: async (offset, length) => bytes.slice(offset, offset + length),
  };
}
