export { type NodeFolderOptions, nodeFolder } from "@transonnx/checkpoint/node";
export { type NodeOutput, type NodeOutputOptions, nodeOutput } from "./node/node-output.ts";
