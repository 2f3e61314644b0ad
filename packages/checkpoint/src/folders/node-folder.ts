import { type FileHandle, lstat, open, readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { type ByteSource, checkRange, type Folder, shortRead } from "../byte-source.ts";
import { FileNameError, MissingFileError, ReadError } from "../errors.ts";
import { assertPlainFileName } from "../file-name.ts";
import { shown } from "../shown.ts";

/** What `nodeFolder` takes besides the folder. */
export interface NodeFolderOptions {
  /**
   * Which symbolic links are read. `inside` (default): those that end in the folder itself, or in the `blobs` folder of
   * the Hugging Face cache that the folder is a snapshot of. `all`: any that ends in a regular file.
   */
  readonly links?: "inside" | "all";
}

/**
 * A folder of the file system. Files are opened by plain name only, so no name that a checkpoint states leaves the
 * folder.
 */
export function nodeFolder(path: string, options: NodeFolderOptions = {}): Folder {
  const name = resolve(path);
  return {
    name,
    async list() {
      const root = await realFolder(name);
      const entries = await readdir(root, { withFileTypes: true }).catch((cause) => {
        throw unreadable(name, cause);
      });
      return entries.flatMap((e) => (e.isFile() || e.isSymbolicLink() ? [e.name] : [])).sort();
    },
    async open(file) {
      assertPlainFileName(file, name);
      const root = await realFolder(name);
      const real = await target(join(root, file), file);
      if (real === undefined) return undefined;
      if (options.links !== "all") assertInside(root, real, file);
      return openRegular(real, file);
    },
  };
}

/** A file that the user names by its path. */
export async function nodeFile(path: string): Promise<ByteSource> {
  const name = basename(path);
  const real = await target(resolve(path), name);
  if (real === undefined) {
    throw new MissingFileError({ file: path, problem: "there is no such file", advice: "Check the path." });
  }
  return openRegular(real, name);
}

async function realFolder(path: string): Promise<string> {
  try {
    const real = await realpath(path);
    if ((await stat(real)).isDirectory()) return real;
  } catch (cause) {
    if (code(cause) !== "ENOENT" && code(cause) !== "ENOTDIR") throw unreadable(path, cause);
    throw new MissingFileError({ file: path, problem: "there is no such folder", advice: "Check the path.", cause });
  }
  throw new MissingFileError({
    file: path,
    problem: "the checkpoint is not a folder",
    advice: "Name the folder that holds config.json and the weights.",
  });
}

async function target(path: string, file: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (cause) {
    if (code(cause) !== "ENOENT") throw unreadable(file, cause);
    const link = await lstat(path).catch(() => undefined);
    if (link === undefined) return undefined;
    throw new MissingFileError({
      file,
      problem: "the file is a link to a file that does not exist",
      advice: "The download was not completed; fetch the file again.",
      cause,
    });
  }
}

function assertInside(root: string, real: string, file: string): void {
  if ([root, ...cacheBlobs(root)].some((folder) => real.startsWith(folder + sep))) return;
  throw new FileNameError({
    file,
    problem: "the file is a link that leaves the checkpoint's folder",
    expected: "a file in the folder or in its Hugging Face cache",
    found: shown(real),
    advice: "Copy the file into the folder, or name the folder that it lies in.",
  });
}

/** `models--org--name/blobs` where `root` is or lies in `models--org--name/snapshots/<revision>`. */
function cacheBlobs(root: string): string[] {
  for (let folder = root; dirname(folder) !== folder; folder = dirname(folder)) {
    if (basename(dirname(folder)) === "snapshots") return [join(dirname(dirname(folder)), "blobs")];
  }
  return [];
}

async function openRegular(path: string, file: string): Promise<ByteSource> {
  let handle: FileHandle | undefined;
  try {
    // A pipe would block the opening for ever: it is told by stat before.
    const found = await stat(path);
    if (!found.isFile()) {
      throw new ReadError({
        file,
        problem: "not a regular file",
        advice: "Put the file itself in the checkpoint's folder.",
      });
    }
    handle = await open(path, "r");
    return handleSource(handle, path, file, (await handle.stat()).size);
  } catch (error) {
    await handle?.close();
    throw error instanceof ReadError ? error : unreadable(file, error);
  }
}

function handleSource(handle: FileHandle, path: string, name: string, size: number): ByteSource {
  async function readInto(offset: number, into: Uint8Array): Promise<void> {
    for (let done = 0; done < into.byteLength; ) {
      const { bytesRead } = await handle.read(into, done, into.byteLength - done, offset + done).catch((cause) => {
        throw unreadable(name, cause);
      });
      if (bytesRead === 0) throw shortRead(name, offset, into.byteLength, done);
      done += bytesRead;
    }
  }
  const source: ByteSource = {
    name,
    size,
    path,
    readInto,
    async read(offset, length) {
      checkRange(source, offset, length);
      const bytes = new Uint8Array(length);
      await readInto(offset, bytes);
      return bytes;
    },
    close: () => handle.close(),
  };
  return source;
}

function unreadable(file: string, cause: unknown): ReadError {
  return new ReadError({
    file,
    problem: "the operating system could not read it",
    found: code(cause) ?? shown(String(cause)),
    advice: "Check that it exists, is complete and may be read.",
    cause,
  });
}

function code(error: unknown): string | undefined {
  return (error as { code?: string } | undefined)?.code;
}
