import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { packageFolders } from "../packages.mjs";
import { root } from "../root.mjs";
import { readManifest } from "./entries.mjs";

const modified = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Whether a package's build is newer than its manifest and its source. Nx answers exactly; this answers in milliseconds. */
function isFresh(folder) {
  const built = modified(path.join(folder, "dist/index.d.cts"));
  const source = path.join(folder, "src");
  const files = readdirSync(source, { recursive: true }).filter((file) => !file.endsWith(".test.ts"));
  return [path.join(folder, "package.json"), ...files.map((file) => path.join(source, file))].every(
    (file) => modified(file) <= built,
  );
}

/** Whether a package, and every package of ours that it needs, is built from the source that is there; without one, all packages. */
export const isBuilt = (folder) =>
  (folder === undefined ? packageFolders() : withDependencies(folder)).every((each) => isFresh(path.join(root, each)));

/** A package's folder and those of all packages of the workspace that it depends on. */
function withDependencies(folder) {
  const byName = new Map(packageFolders().map((each) => [readManifest(path.join(root, each)).name, each]));
  const found = new Set([folder]);
  for (const each of found)
    for (const name of Object.keys(readManifest(path.join(root, each)).dependencies ?? {}))
      if (byName.has(name)) found.add(byName.get(name));
  return [...found];
}
