import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Manifest } from "./manifest.ts";
import { nativeImport } from "./native-import.ts";
import { isFile } from "./places.ts";
import { type PluginSource, showPlugin } from "./plugin.ts";
import { firstLine, PluginError } from "./plugin-error.ts";

/**
 * The file that a package gives to whoever imports it by its name: what its `exports` say, else `main`, else index.js. Throws
 * PluginError where there is none.
 */
export async function entryOf(manifest: Manifest, source: PluginSource): Promise<string> {
  const { folder, json, name } = manifest;
  const missing = (found: string, cause?: unknown): PluginError =>
    new PluginError("it has no main entry", {
      ...{ problem: "load", plugin: source.name, where: showPlugin(source), found, cause },
      expected: `the file that "exports" or "main" of its package.json names`,
      advice: "Build the package, or correct its package.json",
    });
  if (json.exports !== undefined && json.exports !== null && name !== undefined) {
    const { resolve } = (await nativeImport("import-meta-resolve")) as typeof import("import-meta-resolve");
    try {
      return await existing(fileURLToPath(resolve(name, pathToFileURL(path.join(folder, "package.json")).href)));
    } catch (cause) {
      throw cause instanceof PluginError ? cause : missing(firstLine(cause), cause);
    }
  }
  return existing(path.resolve(folder, typeof json.main === "string" ? json.main : "index.js"));

  async function existing(file: string): Promise<string> {
    if (await isFile(file)) return file;
    throw missing(`no file ${path.relative(folder, file)}`);
  }
}
