import type { ByteSource, Folder } from "@transonnx/checkpoint";
import type { ByteSink } from "@transonnx/onnx";
import { locationFault } from "@transonnx/onnx";
import { OutputError } from "./errors.ts";

/** A file that is being written. */
export interface OutputFile extends ByteSink {
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/**
 * Where an export goes. Files are named by their path in it, with `/`. All are staged: nothing is seen at the
 * destination before `commit`, and after `discard` nothing is left.
 */
export interface OutputFolder {
  /** The destination, for messages. */
  readonly name: string;
  /** The folder in which the staged files lie. Node only. */
  readonly path?: string;
  /** Called first: refuses a destination that cannot be written, or not for this checkpoint. */
  begin?(checkpoint: Folder): Promise<void>;
  create(file: string): Promise<OutputFile>;
  /** A file with the source's bytes: the same file under a further name where that is possible, else a copy. */
  link(file: string, source: ByteSource): Promise<void>;
  /** Opens a staged file that is complete; undefined where there is none. */
  open(file: string): Promise<ByteSource | undefined>;
  /** Says that a file of the destination is out of date, and goes, where it is not written anew. */
  supersede?(file: string): void;
  commit(): Promise<void>;
  discard(): Promise<void>;
}

/** Throws unless a file's path stays within the output. */
export function checkOutputFile(output: string, file: string): void {
  const fault = locationFault(file);
  if (fault === undefined) return;
  throw new OutputError({
    output,
    problem: `"${file}" is no path of a file in the output: it is ${fault}`,
    expected: 'a path such as "onnx/model.onnx"',
    advice: "Name the file relative to the output folder",
  });
}

/** Copies a source into a new file, chunk by chunk. */
export async function copyInto(output: OutputFolder, file: string, source: ByteSource): Promise<void> {
  const sink = await output.create(file);
  try {
    for (let at = 0; at < source.size; at += COPY_BYTES)
      await sink.write(await source.read(at, Math.min(COPY_BYTES, source.size - at)));
  } finally {
    await sink.close();
  }
}

/** What a copy holds in memory. */
const COPY_BYTES = 4 * 1024 * 1024;
