import path from "node:path";
import {
  hasKeyword,
  isObject,
  KEYWORD,
  type Manifest,
  manifestText,
  parseManifest,
  requireDeclaration,
} from "./manifest.ts";
import { declaredPlugin, sourceOf } from "./package-plugin.ts";
import { installedFolder, isPackageName, packageRoot, shownPath } from "./places.ts";
import type { Plugin } from "./plugin.ts";
import { PluginError } from "./plugin-error.ts";

/** Installed plugins, and why others are none. */
export interface InstalledPlugins {
  readonly plugins: readonly Plugin[];
  readonly problems: readonly PluginError[];
}

/** The fields of package.json that name what a package depends on directly. */
const DEPENDENCIES = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];

/**
 * The packages with the keyword among those that the nearest package.json depends on, and that package itself. No code is
 * loaded. What cannot be read is no hindrance to what can: it is told where a model type is missing.
 */
export async function installedPlugins(
  cwd: string,
  allow: (folder: string) => Promise<void>,
): Promise<InstalledPlugins> {
  const root = await packageRoot(cwd);
  if (root === undefined) return { plugins: [], problems: [] };
  const plugins: Plugin[] = [];
  const problems: PluginError[] = [];
  const own = await attempt(async () => parseManifest(root, (await manifestText(root))!, shownManifest(root, cwd)));
  for (const folder of own ? [root, ...(await dependencyFolders(own))] : []) {
    const plugin = await attempt(() => pluginIn(folder, cwd, allow));
    if (plugin) plugins.push(plugin);
  }
  return { plugins, problems };

  async function attempt<T>(step: () => Promise<T>): Promise<T | undefined> {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof PluginError) || error.problem !== "manifest") throw error;
      problems.push(error);
      return undefined;
    }
  }
}

/** The plugin that a folder's package declares; undefined where the package is none. */
async function pluginIn(
  folder: string,
  cwd: string,
  allow: (folder: string) => Promise<void>,
): Promise<Plugin | undefined> {
  const text = await manifestText(folder);
  if (!text?.includes(KEYWORD)) return undefined;
  const where = shownManifest(folder, cwd);
  const manifest = parseManifest(folder, text, where);
  if (!hasKeyword(manifest)) return undefined;
  await allow(folder);
  const source = sourceOf(manifest, "installed", shownPath(folder, cwd));
  return declaredPlugin(manifest, requireDeclaration(manifest, where), source);
}

const shownManifest = (folder: string, cwd: string): string => shownPath(path.join(folder, "package.json"), cwd);

async function dependencyFolders({ folder, json }: Manifest): Promise<readonly string[]> {
  const names = DEPENDENCIES.flatMap((field) => Object.keys(isObject(json[field]) ? json[field] : {}));
  const unique = [...new Set(names)].filter(isPackageName);
  const folders = await Promise.all(unique.map((name) => installedFolder(name, folder)));
  return folders.filter((found) => found !== undefined);
}
