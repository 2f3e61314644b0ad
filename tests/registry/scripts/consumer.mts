import { type BertConfig, bert } from "@transonnx/bert";
import { blobFolder, createRegistry, type ExportReport, exportModel, memoryOutput } from "@transonnx/exporter";
import { nodeFolder, nodeOutput } from "@transonnx/exporter/node";

const registry = createRegistry([bert]);

export async function inAPage(files: File[]): Promise<ReadonlyMap<string, Uint8Array> | Record<string, Uint8Array>> {
  const output = memoryOutput();
  await exportModel({ checkpoint: blobFolder(files), registry, output });
  return output.files;
}

export const inNode = (checkpoint: string, output: string): Promise<ExportReport> =>
  exportModel({ checkpoint: nodeFolder(checkpoint), registry, output: nodeOutput(output), target: "portable" });

export const layers = (config: BertConfig): number => config.num_hidden_layers;

// @ts-expect-error A target that does not exist is a type error, not a value of any type.
exportModel({ checkpoint: nodeFolder("a"), registry, output: memoryOutput(), target: "nowhere" });
