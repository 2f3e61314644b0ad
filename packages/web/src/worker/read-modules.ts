import { blobSource } from "@transonnx/checkpoint";
import type { ExportSummary } from "@transonnx/exporter";
import { readModel } from "@transonnx/onnx";
import { modulesOf } from "../modules/modules-of.ts";
import type { FileModules, WrittenFile } from "./messages.ts";

/** The modules of each ONNX file that was written, read from the file itself. */
export async function readModules(
  { files }: Pick<ExportSummary, "files">,
  written: readonly WrittenFile[],
): Promise<readonly FileModules[]> {
  const models = files.filter(({ kind }) => kind === "model");
  const blobOf = new Map(written.map(({ file, blob }) => [file, blob]));
  const read = models.map(async ({ file }) => {
    const { graph } = await readModel(blobSource(file, blobOf.get(file)!), { weights: "skip" });
    return { file, root: modulesOf(graph) };
  });
  return Promise.all(read);
}
