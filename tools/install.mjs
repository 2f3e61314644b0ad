import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import path from "node:path";
import { root } from "./root.mjs";

const modified = (file) => statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Installs the dependencies when none are there, or older ones than the lock file names. Runs no script of a dependency. */
export function ensureInstalled() {
  if (modified("node_modules/.package-lock.json") >= modified("package-lock.json")) return;
  console.error("Installing dependencies: npm ci --ignore-scripts");
  const { status } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-fund", "--no-audit"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    console.error("The dependencies could not be installed: see npm's message above.");
    process.exit(status ?? 1);
  }
}
