export { type NodeOutput, type NodeOutputOptions, nodeOutput } from "./node/node-output.ts";
