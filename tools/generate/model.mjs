import path from "node:path";
import { root } from "../root.mjs";
import { manifestOf } from "./manifest.mjs";

/** The package whose templates these are: what `npm create transonnx-model` runs. */
const templates = "packages/create-transonnx-model";

const dependenciesOf = (modality, version) =>
  Object.fromEntries(["core", "graph", modality].sort().map((name) => [`@transonnx/${name}`, version]));

const within = (folder, files) =>
  Object.entries(files).map(([file, content]) => [path.posix.join(folder, file), content]);

/**
 * The files of a new model package of the workspace, path to content: those of `npm create transonnx-model`, with a manifest as all
 * packages have, and the goldens where those of others lie. `importSource` imports a TypeScript file of the workspace. Throws where the
 * name or the modality is none.
 */
export async function modelPackage(importSource, name, { modality = "text", version = "0.1.0" } = {}) {
  const { modalities, namesOf, workspaceModelFiles } = await importSource(`${templates}/src/index.ts`);
  const names = namesOf(name, "@transonnx");
  if (!modalities.includes(modality))
    throw new Error(`There is no template for ${modality}: expected ${modalities.join(", ")}`);
  const made = workspaceModelFiles(names, { template: path.join(root, templates, "template"), modality });
  const manifest = manifestOf({
    name: names.package,
    version,
    description: `${names.title} for transonnx`,
    dependencies: dependenciesOf(modality, version),
  });
  return Object.fromEntries([
    ...within(`packages/models/${name}`, { "package.json": `${JSON.stringify(manifest, null, 2)}\n`, ...made.package }),
    ...within(`fixtures/goldens/${name}`, made.goldens),
  ]);
}
