import type { WrittenFile } from "../worker/messages.ts";
import { SaveError } from "./save-error.ts";

type PickDirectory = (options: {
  readonly mode: "readwrite";
  readonly id: string;
}) => Promise<FileSystemDirectoryHandle>;

/** The browser's dialog for a folder; undefined where it has none. */
export const directoryPicker = (): PickDirectory | undefined =>
  (globalThis as { showDirectoryPicker?: PickDirectory }).showDirectoryPicker?.bind(globalThis);

export interface SaveOptions {
  /** Bytes saved so far, and of how many. */
  readonly onProgress: (saved: number, of: number) => void;
}

/** Files of the names that would be written. */
export async function existingFiles(
  folder: FileSystemDirectoryHandle,
  files: readonly WrittenFile[],
): Promise<readonly string[]> {
  const found = await Promise.all(
    files.map(async ({ file }) => {
      const { directory, base } = await placeOf(folder, file, false).catch(() => ({ directory: undefined, base: "" }));
      const there = await directory?.getFileHandle(base).catch(() => undefined);
      return there && file;
    }),
  );
  return found.filter((file) => file !== undefined);
}

/**
 * Writes files into a folder of the disk, those of the same names replaced: all of them, or none. The browser writes beside each file; they take their places when
 * all are written. Throws SaveError.
 */
export async function saveToFolder(
  folder: FileSystemDirectoryHandle,
  files: readonly WrittenFile[],
  { onProgress }: SaveOptions,
): Promise<void> {
  const existing = new Set(await existingFiles(folder, files));
  const total = files.reduce((sum, { blob }) => sum + blob.size, 0);
  const written: FileSystemWritableFileStream[] = [];
  let saved = 0;
  try {
    for (const { file, blob } of files) {
      const { directory, base } = await placeOf(folder, file, true);
      const stream = await (await directory.getFileHandle(base, { create: true })).createWritable();
      written.push(stream);
      for await (const chunk of blob.stream()) {
        await stream.write(chunk);
        saved += chunk.byteLength;
        onProgress(saved, total);
      }
    }
    for (const stream of [...written]) {
      await stream.close();
      written.shift();
    }
  } catch (cause) {
    for (const stream of written) await stream.abort().catch(() => undefined);
    await removeNew(folder, files, existing);
    throw new SaveError(reasonOf(folder.name, cause), { cause });
  }
}

/** Removes the files that were not there before, and the folders that were made for them. */
async function removeNew(
  folder: FileSystemDirectoryHandle,
  files: readonly WrittenFile[],
  existing: ReadonlySet<string>,
): Promise<void> {
  for (const { file } of files) {
    if (existing.has(file)) continue;
    await placeOf(folder, file, false)
      .then(({ directory, base }) => directory.removeEntry(base))
      .catch(() => undefined);
    const [parent, rest] = [file.split("/")[0]!, file.includes("/")];
    // A folder that holds other files stays: it is not removed without `recursive`.
    if (rest) await folder.removeEntry(parent).catch(() => undefined);
  }
}

async function placeOf(folder: FileSystemDirectoryHandle, file: string, create: boolean) {
  const folders = file.split("/");
  const base = folders.pop()!;
  let directory = folder;
  for (const name of folders) directory = await directory.getDirectoryHandle(name, { create });
  return { directory, base };
}

const reasons: Readonly<Record<string, string>> = {
  QuotaExceededError: "the disk is full",
  NotAllowedError: "the browser was not allowed to write there",
  NoModificationAllowedError: "another program or page uses the files",
  NotFoundError: "the folder, or the exported files, are no longer there",
  NotReadableError: "the exported files are no longer there",
};

function reasonOf(folder: string, thrown: unknown): string {
  const { name = "Error", message = "" } = thrown as Partial<Error>;
  return `${folder}: ${reasons[name] ?? (message || name)}. Nothing was saved; choose a folder again.`;
}
