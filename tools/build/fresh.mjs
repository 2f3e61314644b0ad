import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { packageFolders } from "../packages.mjs";
import { root } from "../root.mjs";

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

/** Whether every package is built from the source that is there. */
export const isBuilt = () => packageFolders().every((folder) => isFresh(path.join(root, folder)));
