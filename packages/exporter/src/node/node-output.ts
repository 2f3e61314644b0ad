import { writeSync } from "node:fs";
import { type FileHandle, mkdir, open, rm, rmdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { ByteSource, Folder } from "@transonnx/checkpoint";
import { nodeFile } from "@transonnx/checkpoint/node";
import { checkOutputFile, copyInto, type OutputFolder } from "../outputs/output-folder.ts";
import { checkDestination, checkSeparate, destinationOf } from "./destination.ts";
import { codeOf, writing } from "./file-errors.ts";
import { linkOrCopy } from "./keep-files.ts";
import { publish } from "./publish.ts";
import { clearStaleStaging, stagingOf } from "./staging.ts";

/** What `nodeOutput` takes besides the folder. */
export interface NodeOutputOptions {
  /**
   * Whether a folder that holds files already is replaced. Its other files are kept, and until the export is complete
   * it stays as it is. Default false.
   */
  readonly force?: boolean;
}

/** An output folder of the file system. */
export interface NodeOutput extends OutputFolder {
  readonly path: string;
}

/**
 * A folder of the file system as the output of one export. It is written under a hidden name beside its destination and
 * renamed when it is complete: a kill at any moment leaves the old folder or none, and what it leaves behind is removed
 * by the next export to the same place.
 */
export function nodeOutput(path: string, { force = false }: NodeOutputOptions = {}): NodeOutput {
  const name = path;
  const destination = destinationOf(resolve(path));
  const staging = stagingOf(destination);
  const { stage } = staging;
  const opened = new Set<FileHandle>();
  const superseded = new Set<string>();
  let firstCreated: string | undefined;
  let begun: Promise<void> | undefined;
  let ended = false;

  async function prepare(checkpoint?: Folder): Promise<void> {
    if (checkpoint) await checkSeparate(name, destination, checkpoint.name);
    await clearStaleStaging(destination);
    await checkDestination(name, destination, force);
    firstCreated = await mkdir(dirname(destination), { recursive: true });
    await mkdir(stage);
  }
  const begin = (checkpoint?: Folder): Promise<void> => {
    begun ??= writing(name, prepare(checkpoint));
    return begun;
  };
  async function placeFor(file: string): Promise<string> {
    checkOutputFile(name, file);
    await begin();
    const place = join(stage, file);
    if (dirname(place) !== stage) await mkdir(dirname(place), { recursive: true });
    return place;
  }
  async function closeAll(): Promise<void> {
    const handles = [...opened];
    opened.clear();
    await Promise.all(handles.map((handle) => handle.close().catch(() => undefined)));
  }

  const output: NodeOutput = {
    name,
    path: stage,
    begin,
    async create(file) {
      const handle = await writing(
        name,
        placeFor(file).then((place) => open(place, "wx")),
      );
      opened.add(handle);
      return {
        write: (bytes) => writing(name, writeAll(handle.fd, bytes)),
        async close() {
          if (opened.delete(handle)) await writing(name, handle.close());
        },
      };
    },
    async link(file, source) {
      const place = await writing(name, placeFor(file));
      if (source.path === undefined) await copyInto(output, file, source);
      else await writing(name, linkOrCopy(source.path, place));
    },
    async open(file): Promise<ByteSource | undefined> {
      checkOutputFile(name, file);
      return nodeFile(join(stage, file)).catch((error) => {
        if (error?.name === "MissingFileError") return undefined;
        throw error;
      });
    },
    supersede: (file) => void superseded.add(file),
    async commit() {
      await begin();
      await closeAll();
      await writing(name, publish({ name, destination, force, superseded, ...staging }));
      ended = true;
    },
    async discard() {
      await begun?.catch(() => undefined);
      await closeAll();
      if (ended) return;
      ended = true;
      await rm(stage, { recursive: true, force: true });
      if (firstCreated !== undefined) await removeEmpty(dirname(destination), firstCreated);
    },
  };
  return output;
}

/**
 * Writes in this thread, while another one reads the next chunk: handing each chunk to a thread and waiting for it takes
 * half as long again.
 */
async function writeAll(file: number, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at);
}

/** Removes the folders from `last` up to `first`, as far as they are empty. */
async function removeEmpty(last: string, first: string): Promise<void> {
  for (let folder = last; folder.length >= first.length; folder = dirname(folder)) {
    const removed = await rmdir(folder).then(
      () => true,
      (error) => codeOf(error) === "ENOENT",
    );
    if (!removed) return;
  }
}
