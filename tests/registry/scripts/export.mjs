import { bert } from "@transonnx/bert";
import { createRegistry, exportModel } from "@transonnx/exporter";
import { nodeFolder, nodeOutput } from "@transonnx/exporter/node";

const [checkpoint, output] = process.argv.slice(2);
const registry = createRegistry([bert]);
await exportModel({ checkpoint: nodeFolder(checkpoint), registry, output: nodeOutput(output) });
