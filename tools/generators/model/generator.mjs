import { existsSync } from "node:fs";
import path from "node:path";
import { readManifest } from "../../build/entries.mjs";
import { importSource } from "../../generate/import-source.mjs";
import { modelPackage } from "../../generate/model.mjs";
import { root } from "../../root.mjs";

/** nx g @transonnx/tools:model NAME: the same files as `npm run generate -- model NAME`. */
export default async function modelGenerator(tree, { name, modality }) {
  const { version } = readManifest(path.join(root, "packages/core"));
  const files = await modelPackage(importSource, name, { modality, version });
  const folder = `packages/models/${name}`;
  if (existsSync(path.join(root, folder))) throw new Error(`${folder} exists already`);
  for (const [file, content] of Object.entries(files)) tree.write(file, content);
  return () => {
    console.log("\nNext: npm install --ignore-scripts, so that the workspace and its lock file know the package.");
  };
}
