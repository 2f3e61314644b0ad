import { listFiles, modelInfo } from "@huggingface/hub";
import { bert } from "@transonnx/bert";
import { createRegistry, exportModel, memoryFolder, memoryOutput } from "@transonnx/exporter";
import { hubFolder } from "@transonnx/hub";

async function toOnnx(checkpoint) {
  const output = memoryOutput();
  await exportModel({ checkpoint, registry: createRegistry([bert]), output });
  return Array.from(output.files.get("model.onnx"));
}

globalThis.exportFromHub = async (options) => toOnnx(await hubFolder({ client: { listFiles, modelInfo }, ...options }));
globalThis.exportFiles = (files) =>
  toOnnx(
    memoryFolder(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, Uint8Array.from(bytes)]))),
  );
