export { type NodeFolderOptions, nodeFile, nodeFolder } from "./folders/node-folder.ts";
