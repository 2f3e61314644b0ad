import { bert } from "@transonnx/bert";
import { blobFolder, createRegistry, exportModel, memoryOutput } from "@transonnx/exporter";

/** Exports the BERT checkpoint that a user picked. Returns the files of the export by name. */
export async function toOnnx(files) {
  const output = memoryOutput();
  await exportModel({ checkpoint: blobFolder(files), registry: createRegistry([bert]), output });
  return output.files;
}
