import { TooManyFilesError } from "./choice-errors.ts";
import type { ChosenFile } from "./chosen-file.ts";

/** A checkpoint has some tens of files; whoever drops more dropped something else, and would wait for long. */
export const MAX_FILES = 5000;

/** The files of a drop, those in folders too. Has to be called while the drop is handled. Throws TooManyFilesError. */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly ChosenFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  const files: ChosenFile[] = [];
  for (const entry of entries) await collect(entry, files);
  return files;
}

async function collect(entry: FileSystemEntry, files: ChosenFile[]): Promise<void> {
  if (files.length >= MAX_FILES) throw new TooManyFilesError(MAX_FILES);
  if (isFile(entry)) {
    const file = await new Promise<File>((found, failed) => entry.file(found, failed));
    files.push({ path: entry.fullPath.replace(/^\//, ""), file });
  } else if (isDirectory(entry)) for (const child of await childrenOf(entry)) await collect(child, files);
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** A reader gives some of the entries at a time, and none in the end. */
async function childrenOf(directory: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = directory.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((found, failed) => reader.readEntries(found, failed));
    if (some.length === 0) return children;
    children.push(...some);
    if (children.length > MAX_FILES) throw new TooManyFilesError(MAX_FILES);
  }
}
