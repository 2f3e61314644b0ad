import { dirname } from "node:path";
import type { ModelSpec } from "../model.ts";
import { readModel } from "../read/read-model.ts";
import { openExternalData } from "./external-folder.ts";
import { type FileSource, fileSource } from "./file-source.ts";

/** What `readModelFile` takes besides the path. */
export interface ReadModelFileOptions {
  /** As for `readModel`; lazy weights open their file when they are asked for. Default "lazy". */
  readonly weights?: "read" | "lazy" | "skip";
  /** Whether external data is read as well (or made lazy). Default true; `skip` leaves it as it is. */
  readonly externalData?: boolean;
}

/** Reads an ONNX file, and the external data beside it. No file stays open. @throws OnnxFormatError */
export async function readModelFile(path: string, options: ReadModelFileOptions = {}): Promise<ModelSpec> {
  const { weights = "lazy", externalData = true } = options;
  const opened: FileSource[] = [await fileSource(path)];
  try {
    return await readModel(opened[0]!, {
      weights,
      ...(externalData ? { externalData: openBeside } : {}),
    });
  } finally {
    for (const file of opened) await file.close();
  }

  async function openBeside(location: string): Promise<FileSource | undefined> {
    const file = await openExternalData(dirname(path), location);
    if (file) opened.push(file);
    return file;
  }
}
