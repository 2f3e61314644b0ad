import { spawnSync } from "node:child_process";
import path from "node:path";
import { root } from "./root.mjs";

/** Runs a script of an installed package, `nx/dist/bin/nx.js`, in this Node and in the workspace's folder. Returns its exit status. */
export function runNode(script, args, { nodeOptions = [], env = {}, cwd = root } = {}) {
  const { status, error } = spawnSync(process.execPath, [...nodeOptions, path.resolve(root, script), ...args], {
    cwd,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  if (error) throw error;
  return status ?? 1;
}
