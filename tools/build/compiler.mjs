import path from "node:path";
import { tierOf } from "../nx/tiers.mjs";
import { root } from "../root.mjs";
import { runNode } from "../run.mjs";

export const universalTypes = {};
export const platformTypes = { lib: ["ES2023", "DOM", "DOM.Iterable", "DOM.AsyncIterable"], types: ["node"] };

/** The types that a package's source may use: none of a platform's where it must run anywhere. */
export const typesOf = (folder) =>
  tierOf(path.relative(root, folder).split(path.sep).join("/")).universal ? universalTypes : platformTypes;

/** Runs the compiler on a configuration file. Returns its exit status. */
export const compile = (config, ...args) => runNode("node_modules/typescript/bin/tsc", ["-p", config, ...args]);
