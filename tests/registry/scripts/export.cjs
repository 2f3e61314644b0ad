const { bert } = require("@transonnx/bert");
const { createRegistry, exportModel } = require("@transonnx/exporter");
const { nodeFolder, nodeOutput } = require("@transonnx/exporter/node");

const [checkpoint, output] = process.argv.slice(2);
const registry = createRegistry([bert]);
exportModel({ checkpoint: nodeFolder(checkpoint), registry, output: nodeOutput(output) });
