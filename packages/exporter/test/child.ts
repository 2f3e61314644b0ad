// The child process of the test that kills it: exports CHECKPOINT to OUTPUT, and says when it begins and ends.
import { bert } from "@transonnx/bert";
import { nodeFolder } from "@transonnx/checkpoint/node";
import { createRegistry } from "@transonnx/core";
import { exportModel } from "../src/index.ts";
import { nodeOutput } from "../src/node.ts";

const [checkpoint, output, force] = process.argv.slice(2) as [string, string, string?];
process.stdout.write("begin\n");
await exportModel({
  checkpoint: nodeFolder(checkpoint),
  registry: createRegistry([bert]),
  output: nodeOutput(output, { force: force === "force" }),
});
process.stdout.write("end\n");
