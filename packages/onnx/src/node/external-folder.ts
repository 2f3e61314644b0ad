import { realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import { OnnxFormatError } from "../errors.ts";
import { locationFault } from "../read/external-data.ts";
import { type FileSource, fileSource } from "./file-source.ts";

/**
 * Opens a file of external data by its path from the model's folder; undefined where there is none.
 *
 * @throws OnnxFormatError when the path leads out of the folder, by itself or through a symbolic link, as ONNX Runtime
 * refuses it too
 */
export async function openExternalData(folder: string, location: string): Promise<FileSource | undefined> {
  const fault = locationFault(location);
  if (fault) throw new OnnxFormatError(folder, "external data in the model's folder", `${fault}: "${location}"`);
  const path = join(folder, location);
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined) return undefined;
  if (!real.startsWith((await realpath(folder)) + sep))
    throw new OnnxFormatError(path, "external data in the model's folder", `a link to ${real}`);
  return fileSource(path);
}
