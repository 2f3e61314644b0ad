import { access, mkdtemp, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { OnnxWriteError } from "../errors.ts";
import { MAX_MODEL_BYTES } from "../limits.ts";
import type { ModelSpec } from "../model.ts";
import { type ModelSize, modelSize, type WriteModelOptions, writeModel } from "../write/write-model.ts";
import { type FileSink, fileSink } from "./file-sink.ts";

/** What `writeModelFile` takes besides the model and the path. */
export interface WriteModelFileOptions extends Pick<WriteModelOptions, "onProgress" | "signal"> {
  /**
   * `embed`: all in one file, at most 2 GiB. `external`: weights in `<file>_data` beside it, optimum's and
   * Transformers.js's name. `auto` (default): external where the model would exceed 2 GiB.
   */
  readonly weights?: "embed" | "external" | "auto";
  /** As in `ExternalDataOptions`. */
  readonly threshold?: number;
  readonly alignment?: number;
  /** Whether files that exist are replaced. Default false. */
  readonly overwrite?: boolean;
}

/**
 * Writes a model and, where asked, its external data. Both are written in a folder beside their destination and renamed
 * when they are complete: after a failure, or a kill, no half of them is there under its name.
 *
 * @returns the files and their sizes
 * @throws OnnxWriteError as `writeModel` does, and when a file exists
 */
export async function writeModelFile(
  path: string,
  model: ModelSpec,
  options: WriteModelFileOptions = {},
): Promise<ModelSize & { readonly files: readonly string[] }> {
  const { weights = "auto", threshold, alignment, overwrite = false, onProgress, signal } = options;
  const external = weights === "external" || (weights === "auto" && modelSize(model).modelBytes > MAX_MODEL_BYTES);
  const name = basename(path);
  const location = `${name}_data`;
  const folder = dirname(resolve(path));
  const names = external ? [location, name] : [name];
  if (!overwrite) for (const file of names) await refuseExisting(join(folder, file));

  const work = await mkdtemp(join(folder, `.${name}-`));
  const open: FileSink[] = [];
  try {
    const sinkOf = async (file: string) => {
      const sink = await fileSink(join(work, file));
      open.push(sink);
      return sink;
    };
    const externalData = external ? { location, threshold, alignment, sink: await sinkOf(location) } : undefined;
    const size = await writeModel(model, await sinkOf(name), { externalData, onProgress, signal });
    while (open.length > 0) await open.pop()?.close();
    for (const file of names) await rename(join(work, file), join(folder, file));
    return { ...size, files: names.map((file) => join(folder, file)) };
  } finally {
    for (const sink of open) await sink.close();
    await rm(work, { recursive: true, force: true });
  }
}

async function refuseExisting(path: string): Promise<void> {
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  if (exists) throw new OnnxWriteError(`${path} exists; remove it, or allow it to be overwritten`);
}
