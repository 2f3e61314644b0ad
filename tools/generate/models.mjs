import { readFileSync } from "node:fs";
import path from "node:path";
import { readManifest } from "../build/entries.mjs";
import { packageFolders } from "../packages.mjs";
import { root } from "../root.mjs";
import { upstreamModels } from "./upstream-models.mjs";

const brand = Symbol.for("transonnx.ModelDefinition");
const byName = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** Every definition that a package under packages/models exports, by model type. */
async function definitions(importSource) {
  const found = [];
  for (const folder of packageFolders().filter((name) => name.startsWith("packages/models/"))) {
    const exported = await importSource(path.posix.join(folder, "src/index.ts"));
    const { name } = readManifest(path.join(root, folder));
    for (const [variable, value] of Object.entries(exported))
      if (value?.[brand] === true) found.push({ package: name, variable, definition: value });
  }
  return found.sort((a, b) => byName(a.definition.modelType, b.definition.modelType));
}

const lazyEntry = ({ package: name, variable, definition }) => `  {
    modelType: "${definition.modelType}",
    package: "${name}",
    load: async () => (await import("${name}")).${variable},
  },
`;

const source = (
  found,
) => `// Made by \`npm run generate -- models\` from the packages under packages/models. Not to be edited.
import type { LazyEntry } from "@transonnx/core";

/** All model types, each with the package that serves it. */
export const models: readonly LazyEntry[] = [
${found.map(lazyEntry).join("")}];
`;

/** What a model is exported for; one without tasks is a part of others. */
const purpose = ({ tasks }) => Object.keys(tasks).join(", ") || "none: it is the decoder of other models";

const row = ({ package: name, definition }) =>
  `| \`${definition.modelType}\` | \`${name}\` | ${purpose(definition)} |\n`;

const table = (found) => `| model type | package | tasks |\n|---|---|---|\n${found.map(row).join("")}`;

/** A document with what stands between two lines renewed: `<!-- name: npm run generate -- models -->`, `<!-- /name -->`. */
function renewed(file, name, content) {
  const [begin, end] = [`<!-- ${name}: npm run generate -- models -->\n`, `<!-- /${name} -->`];
  const [before, rest] = readFileSync(path.join(root, file), "utf8").split(begin);
  if (rest === undefined || !rest.includes(end)) throw new Error(`${file} lacks the lines ${begin.trim()} and ${end}`);
  return { [file]: `${before}${begin}${content}${rest.slice(rest.indexOf(end))}` };
}

/** The files that list all models, path to content. `importSource` imports a TypeScript file of the workspace. */
export async function modelTables(importSource) {
  const found = await definitions(importSource);
  return {
    "packages/cli/src/generated/models.ts": source(found),
    "packages/web/src/generated/models.ts": source(found),
    ...renewed("README.md", "models", table(found)),
    ...renewed("docs/coming-from-optimum.md", "upstream-models", upstreamModels(found)),
  };
}
