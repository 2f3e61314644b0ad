// node tools/bench/export.mjs CHECKPOINT OUTPUT WEIGHTS: one export by the built packages, and its peak memory.
import { bert } from "@transonnx/bert";
import { nodeFolder } from "@transonnx/checkpoint/node";
import { createRegistry } from "@transonnx/core";
import { exportModel } from "@transonnx/exporter";
import { nodeOutput } from "@transonnx/exporter/node";
import { llama } from "@transonnx/llama";
import { vit } from "@transonnx/vit";
import { whisper } from "@transonnx/whisper";

const [checkpoint, output, weights] = process.argv.slice(2);
await exportModel({
  checkpoint: nodeFolder(checkpoint),
  registry: createRegistry([bert, llama, vit, whisper]),
  output: nodeOutput(output),
  weights,
});
console.log(process.resourceUsage().maxRSS);
