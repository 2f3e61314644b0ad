import type { DirectoryHandleLike, FileHandleLike } from "../src/outputs/directory-handle.ts";

export interface MemoryDirectory extends DirectoryHandleLike {
  /** What lies in it, by path. */
  files(): ReadonlyMap<string, Uint8Array>;
}

export interface MemoryDirectoryOptions {
  /** Whether files are written as in a worker. */
  readonly sync: boolean;
  /** Bytes that a file takes. */
  readonly quota?: number;
  /** What writing does above that. */
  readonly full?: "throws" | "writes nothing";
}

/** A directory as browsers have it, in memory. */
export function memoryDirectory(options: MemoryDirectoryOptions, name = "directory"): MemoryDirectory {
  const directories = new Map<string, MemoryDirectory>();
  const files = new Map<string, Uint8Array>();
  const missing = () => new DOMException("there is no such entry", "NotFoundError");
  return {
    name,
    async *keys() {
      yield* [...directories.keys(), ...files.keys()];
    },
    async getDirectoryHandle(entry, { create = false } = {}) {
      if (!directories.has(entry) && !create) throw missing();
      const found = directories.get(entry) ?? memoryDirectory(options, entry);
      directories.set(entry, found);
      return found;
    },
    async getFileHandle(entry, { create = false } = {}) {
      if (!files.has(entry) && !create) throw missing();
      if (!files.has(entry)) files.set(entry, new Uint8Array());
      return fileHandle(files, entry, options);
    },
    async removeEntry(entry) {
      if (!directories.delete(entry) && !files.delete(entry)) throw missing();
    },
    files: () =>
      new Map(
        [
          ...files,
          ...[...directories].flatMap(([folder, directory]) =>
            [...directory.files()].map(([file, bytes]): [string, Uint8Array] => [`${folder}/${file}`, bytes]),
          ),
        ].sort(),
      ),
  };
}

function fileHandle(
  files: Map<string, Uint8Array>,
  entry: string,
  { sync, quota = Number.POSITIVE_INFINITY, full }: MemoryDirectoryOptions,
): FileHandleLike {
  const write = (into: Uint8Array, bytes: Uint8Array, at: number): Uint8Array => {
    const grown = new Uint8Array(Math.max(into.length, at + bytes.length));
    grown.set(into);
    grown.set(bytes, at);
    return grown;
  };
  const handle: FileHandleLike = {
    getFile: async () => new Blob([new Uint8Array(files.get(entry)!)]),
    async createWritable() {
      let written = new Uint8Array() as Uint8Array;
      return {
        async write(bytes) {
          written = write(written, bytes, written.length);
        },
        async close() {
          files.set(entry, written);
        },
        async abort() {},
      };
    },
  };
  if (!sync) return handle;
  return {
    ...handle,
    createSyncAccessHandle: async () => ({
      write(bytes, { at }) {
        if (at + bytes.length > quota) {
          if (full === "throws") throw new DOMException("the quota is used up", "QuotaExceededError");
          return 0;
        }
        files.set(entry, write(files.get(entry)!, bytes, at));
        return bytes.length;
      },
      flush() {},
      close() {},
    }),
  };
}
