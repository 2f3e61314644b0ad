// npm run generate -- model my-model [modality]: a new model package, packages/models/my-model.
// npm run generate -- models: the tables of model types, in the command line and the README.
// npm run generate -- api: the lists of public names, docs/api.
// npm run generate -- tiny-bert: the bundled checkpoint, fixtures/tiny-bert.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { publicNames } from "./api/public-names.mjs";
import { readManifest } from "./build/entries.mjs";
import { importSource } from "./generate/import-source.mjs";
import { modelPackage } from "./generate/model.mjs";
import { modelTables } from "./generate/models.mjs";
import { root } from "./root.mjs";
import { tinyBert } from "./tiny-bert/checkpoint.mjs";

const fail = (message) => {
  console.error(message);
  process.exit(1);
};

const write = (files, folder = "") => {
  for (const [file, content] of Object.entries(files)) {
    const target = path.join(root, folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
    console.log(path.join(folder, file));
  }
};

async function generateModel(name, modality) {
  const folder = path.join("packages/models", name);
  const { version } = readManifest(path.join(root, "packages/core"));
  const files = await modelPackage(importSource, name, { modality, version }).catch(({ message }) => fail(message));
  if (existsSync(path.join(root, folder))) fail(`${folder} exists already`);
  write(files);
  console.log("\nNext: npm install --ignore-scripts, so that the workspace and its lock file know the package.");
}

const [kind, name, modality] = process.argv.slice(2);
if (kind === "model" && name) await generateModel(name, modality);
else if (kind === "models") write(await modelTables(importSource));
else if (kind === "api") write(publicNames());
else if (kind === "tiny-bert") write(tinyBert(), "fixtures/tiny-bert");
else
  fail(
    "Usage: npm run generate -- model NAME [text|vision|audio]\n       npm run generate -- models\n       npm run generate -- api\n       npm run generate -- tiny-bert",
  );
