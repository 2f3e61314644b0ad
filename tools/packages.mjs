import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { tierOf } from "./nx/tiers.mjs";
import { root } from "./root.mjs";

/** The folders of all packages that are published, relative to the workspace: `packages/graph`, `packages/models/bert`. */
export const packageFolders = () =>
  ["packages", "packages/modalities", "packages/models"]
    .filter((group) => existsSync(path.join(root, group)))
    .flatMap((group) => readdirSync(path.join(root, group)).map((name) => `${group}/${name}`))
    .filter((folder) => existsSync(path.join(root, folder, "package.json")))
    .filter((folder) => !tierOf(folder).app);
