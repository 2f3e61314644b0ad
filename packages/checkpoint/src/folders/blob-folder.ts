import type { ByteSource, Folder } from "../byte-source.ts";
import { FileNameError, ReadError } from "../errors.ts";
import { assertPlainFileName } from "../file-name.ts";
import { shown } from "../shown.ts";

/** What this package uses of a browser's `Blob`. */
export interface BlobLike {
  readonly size: number;
  slice(start?: number, end?: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** What this package uses of a browser's `File`. */
export interface FileLike extends BlobLike {
  readonly name: string;
}

/**
 * A folder of a browser's files, as from `<input type="file" multiple>` or a drop.
 * A blob that has no name of its own is given one: `{ name, blob }`.
 */
export function blobFolder(
  files: Iterable<FileLike | { readonly name: string; readonly blob: BlobLike }>,
  name = "files",
): Folder {
  const blobs = new Map<string, BlobLike>();
  for (const file of files) {
    assertPlainFileName(file.name, name);
    if (blobs.has(file.name)) {
      throw new FileNameError({
        file: name,
        problem: "two files have the same name",
        found: shown(file.name),
        advice: "Give the files of one checkpoint only.",
      });
    }
    blobs.set(file.name, "blob" in file ? file.blob : file);
  }
  return {
    name,
    list: async () => [...blobs.keys()].sort(),
    async open(file) {
      assertPlainFileName(file, name);
      const blob = blobs.get(file);
      return blob && blobSource(file, blob);
    },
  };
}

/** One blob as a byte source. */
export function blobSource(name: string, blob: BlobLike): ByteSource {
  return {
    name,
    size: blob.size,
    async read(offset, length) {
      try {
        return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
      } catch (cause) {
        throw new ReadError({
          file: name,
          problem: `the browser could not read ${length} bytes at offset ${offset}`,
          advice: "The file may have changed since it was chosen; choose it again.",
          cause,
        });
      }
    },
  };
}
