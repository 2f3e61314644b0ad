import { stat } from "node:fs/promises";
import path from "node:path";
import { isModelDefinition, type ModelDefinition } from "@transonnx/core";
import { declarationOf, manifestText, parseManifest } from "./manifest.ts";
import { declaredPlugin, loadedPlugin, modulePlugin, sourceOf, undeclaredPlugin } from "./package-plugin.ts";
import { installedFolder, isPackageName, isPath, shownPath } from "./places.ts";
import type { Plugin, PluginOrigin } from "./plugin.ts";
import { PluginError } from "./plugin-error.ts";

/** Who names a plugin. */
export interface Naming {
  readonly origin: PluginOrigin;
  /** The folder that names are resolved from. */
  readonly from: string;
  /** The working directory, for messages. */
  readonly cwd: string;
  /** What names it, in messages: `--plugin`, a file. */
  readonly by: string;
  /** Throws where a package that is found by its name may not be loaded. */
  readonly allow: (folder: string) => Promise<void>;
}

/** The plugin of a package's name, of a path to a file or folder, or of a definition. Throws PluginError. */
export async function namedPlugin(named: string | ModelDefinition, naming: Naming): Promise<Plugin> {
  if (typeof named !== "string") return definitionPlugin(named, naming);
  return isPath(named) ? pathPlugin(named, naming) : installedPlugin(named, naming);
}

function definitionPlugin(definition: ModelDefinition, { origin, by }: Naming): Plugin {
  if (!isModelDefinition(definition))
    throw new PluginError("an entry of plugins is neither a name nor a model definition", {
      ...{ problem: "config", plugin: by, where: by },
      expected: "the name of a package, a path, or what defineModel returns",
      advice: "Pass the definition that the package exports, or the package's name",
    });
  const name = `the definition of ${definition.modelType} in ${origin === "option" ? "plugins" : by}`;
  return loadedPlugin([definition], definition, { name, version: undefined, origin, path: undefined });
}

async function pathPlugin(named: string, { origin, from, cwd, by }: Naming): Promise<Plugin> {
  const file = path.resolve(from, named);
  const shown = shownPath(file, cwd);
  const found = await stat(file).catch(() => undefined);
  if (!found)
    throw new PluginError("there is no such file or folder", {
      ...{ problem: "not-found", plugin: named, where: file },
      advice: `Correct ${by}, whose paths begin at ${from}`,
    });
  if (!found.isDirectory()) return modulePlugin(file, { name: shown, version: undefined, origin, path: shown });
  return folderPlugin(file, shown, origin);
}

async function installedPlugin(name: string, { origin, from, cwd, by, allow }: Naming): Promise<Plugin> {
  if (!isPackageName(name))
    throw new PluginError(`${JSON.stringify(name)} is no name of a package`, {
      ...{ problem: "not-found", plugin: name, where: by },
      expected: "a name as npm knows it, or a path that begins with . or /",
      advice: `Correct ${by}`,
    });
  const folder = await installedFolder(name, from);
  if (folder === undefined)
    throw new PluginError(`the plugin ${name} is not installed`, {
      ...{ problem: "not-found", plugin: name, where: by },
      expected: `node_modules/${name} in ${from} or a folder above it`,
      advice: `Run npm install ${name}, or name a file or folder by a path that begins with ./`,
    });
  await allow(folder);
  return folderPlugin(folder, shownPath(folder, cwd), origin);
}

/** A folder with a package.json; one that declares nothing is loaded at once. */
async function folderPlugin(folder: string, shown: string, origin: PluginOrigin): Promise<Plugin> {
  const text = await manifestText(folder);
  if (text === undefined)
    throw new PluginError("there is no package.json", {
      ...{ problem: "not-found", plugin: shown, where: folder },
      expected: "the folder of a package",
      advice: "Name the package's folder, or the file that exports the definition",
    });
  const where = path.join(shown, "package.json");
  const manifest = parseManifest(folder, text, where);
  const source = sourceOf(manifest, origin, shown);
  const declared = declarationOf(manifest, where);
  return declared ? declaredPlugin(manifest, declared, source) : undeclaredPlugin(manifest, source);
}
