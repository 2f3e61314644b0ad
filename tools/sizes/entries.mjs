import path from "node:path";
import { readManifest } from "../build/entries.mjs";
import { packageFolders } from "../packages.mjs";
import { root } from "../root.mjs";

/** What a page imports to export a BERT that a user picked: the code of the README's "In a web page". */
export const page = `
  export { bert } from "@transonnx/bert";
  export { blobFolder } from "@transonnx/checkpoint";
  export { createRegistry } from "@transonnx/core";
  export { exportModel, memoryOutput } from "@transonnx/exporter";
`;

/** Every model package, by name: the module that imports everything of it. */
export const models = () =>
  Object.fromEntries(
    packageFolders()
      .filter((folder) => folder.startsWith("packages/models/"))
      .map((folder) => readManifest(path.join(root, folder)).name)
      .map((name) => [name, `export * from "${name}";`]),
  );

/** Other imports whose cost is worth knowing. */
export const others = {
  "@transonnx/checkpoint": `export * from "@transonnx/checkpoint";`,
  "blobFolder and memoryFolder": `export { blobFolder, memoryFolder } from "@transonnx/checkpoint";`,
  "@transonnx/onnx": `export * from "@transonnx/onnx";`,
  "OnnxConfig of core": `export { OnnxConfig } from "@transonnx/core";`,
  "add of graph": `export { add } from "@transonnx/graph";`,
};
