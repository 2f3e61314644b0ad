import { blobSource } from "@transonnx/checkpoint";
import { inDirectory } from "./directory-errors.ts";
import type { DirectoryHandleLike, FileHandleLike } from "./directory-handle.ts";
import { OutputExistsError } from "./errors.ts";
import { checkOutputFile, copyInto, type OutputFile, type OutputFolder } from "./output-folder.ts";

/** An output in a directory of a browser. */
export interface OpfsOutput<Directory extends DirectoryHandleLike = DirectoryHandleLike> extends OutputFolder {
  readonly directory: Directory;
}

/**
 * A directory of the origin private file system as the output of one export, so that a page exports models that are larger
 * than its memory. Files are written as they come: in a worker through `createSyncAccessHandle`, else through `createWritable`.
 *
 * The directory has to be empty, and is left empty by an export that fails. A page that is closed in between leaves its files
 * there: give each export a directory of its own, and remove those of pages that are gone. Throws OutputExistsError, and
 * OutputError where the browser does not write, the quota being used up for one.
 */
export function opfsOutput<Directory extends DirectoryHandleLike>(
  directory: Directory,
  name: string = directory.name,
): OpfsOutput<Directory> {
  const opened = new Set<Abortable>();
  const complete = new Map<string, FileHandleLike>();
  // Nothing is removed from a directory that was refused, nor from one that is complete.
  let discardable = false;

  const remove = async (): Promise<void> => {
    for (const entry of await entriesOf(directory)) await directory.removeEntry(entry, { recursive: true });
  };
  const output: OpfsOutput<Directory> = {
    name,
    directory,
    async begin() {
      const files = await inDirectory(name, entriesOf(directory));
      if (files.length > 0) throw new OutputExistsError({ output: name, files });
      discardable = true;
    },
    async create(file) {
      checkOutputFile(name, file);
      const handle = await inDirectory(name, fileIn(directory, file));
      const sink = await inDirectory(name, openSink(handle));
      opened.add(sink);
      return {
        write: (bytes) => inDirectory(name, sink.write(bytes)),
        async close() {
          if (!opened.delete(sink)) return;
          await inDirectory(name, sink.close());
          complete.set(file, handle);
        },
      };
    },
    link: (file, source) => copyInto(output, file, source),
    async open(file) {
      const handle = complete.get(file);
      return handle && blobSource(file, await inDirectory(name, handle.getFile()));
    },
    async commit() {
      discardable = false;
    },
    async discard() {
      for (const sink of opened) await sink.abort();
      opened.clear();
      complete.clear();
      if (discardable) await inDirectory(name, remove());
      discardable = false;
    },
  };
  return output;
}

interface Abortable extends OutputFile {
  abort(): Promise<void>;
}

async function entriesOf(directory: DirectoryHandleLike): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const name of directory.keys()) names.push(name);
  return names.sort();
}

/** The handle of a new file, and the directories on the way to it. */
async function fileIn(directory: DirectoryHandleLike, file: string): Promise<FileHandleLike> {
  const folders = file.split("/");
  const base = folders.pop()!;
  let at = directory;
  for (const folder of folders) at = await at.getDirectoryHandle(folder, { create: true });
  return at.getFileHandle(base, { create: true });
}

async function openSink(handle: FileHandleLike): Promise<Abortable> {
  if (!handle.createSyncAccessHandle) {
    const stream = await handle.createWritable();
    return {
      write: (bytes) => stream.write(unshared(bytes)),
      close: () => stream.close(),
      abort: () => stream.abort().catch(() => undefined),
    };
  }
  const access = await handle.createSyncAccessHandle();
  let at = 0;
  return {
    async write(bytes) {
      for (let done = 0; done < bytes.length; ) {
        const written = access.write(unshared(bytes.subarray(done)), { at });
        if (written <= 0) throw new DOMException("no byte was written", "QuotaExceededError");
        done += written;
        at += written;
      }
    },
    async close() {
      access.flush();
      access.close();
    },
    abort: async () => access.close(),
  };
}

/** Browsers write no shared memory, and an export has none. */
const unshared = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => bytes as Uint8Array<ArrayBuffer>;
