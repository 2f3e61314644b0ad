import {
  exportModel,
  type MemoryOutput,
  memoryOutput,
  type OutputFolder,
  opfsOutput,
  planExport,
} from "@transonnx/exporter";
import { checkSpace, storageOf } from "../storage/free-space.ts";
import type { Session } from "../storage/sessions.ts";
import type {
  CheckpointSource,
  ExportChoices,
  ExportResult,
  Progress,
  ValidationOutcome,
  WrittenFile,
} from "./messages.ts";
import { openSource } from "./open-source.ts";
import { readModules } from "./read-modules.ts";
import { registry } from "./registry.ts";

export interface RunOptions {
  /** Where files are kept; undefined: in memory. */
  readonly session: Session | undefined;
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

/**
 * Exports a checkpoint into the session's directory, which holds one export at a time, and compares it. Nothing is left of
 * an export that fails. Throws what `exportModel` throws, StorageFullError, ValidationFailedError, and the signal's reason.
 */
export async function runExport(
  source: CheckpointSource,
  choices: ExportChoices,
  options: RunOptions,
): Promise<ExportResult> {
  try {
    return await exportAndRead(source, choices, options);
  } catch (thrown) {
    // Why it failed is what counts.
    await options.session?.clear().catch(() => undefined);
    throw thrown;
  }
}

async function exportAndRead(
  source: CheckpointSource,
  { task, layout, target, validate }: ExportChoices,
  { session, onProgress, signal }: RunOptions,
): Promise<ExportResult> {
  const started = performance.now();
  onProgress({ phase: "preparing" });
  await session?.clear();
  const checkpoint = await openSource(source);
  const options = { checkpoint, registry, task, layout, target };
  const { bytes = 0 } = await planExport(options);
  checkSpace(bytes, await storageOf(session));
  const output = await newOutput(session);
  const { validation, ...summary } = await exportModel<ValidationOutcome>({
    ...options,
    ...{ output, signal },
    onProgress: throttled((done, of) => onProgress({ phase: "writing", done, of })),
    validate: async (staged) => {
      if (!validate) return { status: "not run", reason: "it was not asked for" };
      const { validateStaged } = await import("./validate.ts");
      return validateStaged(staged, { onProgress, signal });
    },
  });
  onProgress({ phase: "finishing" });
  const written = await Promise.all(summary.files.map(({ file }) => writtenFile(output, file)));
  return {
    summary,
    files: written,
    validation: validation!,
    modules: await readModules(summary, written),
    seconds: (performance.now() - started) / 1000,
  };
}

/** A directory of each export's own: a file of an earlier one may still be read while it is saved. */
async function newOutput(session: Session | undefined): Promise<OutputFolder> {
  if (!session) return memoryOutput("this page");
  const directory = await session.directory.getDirectoryHandle(crypto.randomUUID(), { create: true });
  return opfsOutput(directory, "the browser's storage");
}

async function writtenFile(output: OutputFolder, file: string): Promise<WrittenFile> {
  if ("directory" in output) return { file, blob: await fileAt(output.directory as FileSystemDirectoryHandle, file) };
  return { file, blob: new Blob([(output as MemoryOutput).files.get(file)! as Uint8Array<ArrayBuffer>]) };
}

async function fileAt(directory: FileSystemDirectoryHandle, file: string): Promise<File> {
  const folders = file.split("/");
  const base = folders.pop()!;
  let at = directory;
  for (const folder of folders) at = await at.getDirectoryHandle(folder);
  return (await at.getFileHandle(base)).getFile();
}

/** What the page is told at most, times a second. */
const REPORTS = 15;

function throttled(report: (done: number, of: number) => void): (done: number, of: number) => void {
  let next = 0;
  return (done, of) => {
    const now = performance.now();
    if (now < next && done < of) return;
    next = now + 1000 / REPORTS;
    report(done, of);
  };
}
