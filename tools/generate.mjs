// npm run generate -- model my-model [modality]: a new model package, packages/models/my-model.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readManifest } from "./build/entries.mjs";
import { modelPackage } from "./generate/model.mjs";
import { root } from "./root.mjs";

const fail = (message) => {
  console.error(message);
  process.exit(1);
};

const [kind, name, modality = "text"] = process.argv.slice(2);
if (kind !== "model" || !name) fail("Usage: npm run generate -- model NAME [text|vision|audio|multimodal]");
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
  fail(`"${name}" is no package name: use lower case and dashes, my-model`);
if (!existsSync(path.join(root, "packages/modalities", modality))) fail(`There is no packages/modalities/${modality}`);
const folder = path.join("packages/models", name);
if (existsSync(path.join(root, folder))) fail(`${folder} exists already`);

const { version } = readManifest(path.join(root, "packages/core"));
for (const [file, content] of Object.entries(modelPackage(name, { modality, version }))) {
  const target = path.join(root, folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, content);
  console.log(path.join(folder, file));
}
console.log("\nNext: npm install --ignore-scripts, so that the workspace and its lock file know the package.");
