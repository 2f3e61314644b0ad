import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../root.mjs";

/** The source files that have the version as a constant, since a bundle cannot read a manifest, and the constant's name. */
export const versionConstants = {
  "packages/cli/src/version.ts": "VERSION",
  "packages/exporter/src/model-spec.ts": "PRODUCER_VERSION",
};

const declaration = (name) => new RegExp(`(?<=^export const ${name} = ")[^"]+(?=";$)`, "m");

/** The version that a source file has as a constant. Throws an Error when it has none. */
export function versionConstant(file) {
  const [version] = readFileSync(path.join(root, file), "utf8").match(declaration(versionConstants[file])) ?? [];
  if (version === undefined) throw new Error(`${file} lacks the line: export const ${versionConstants[file]} = "…";`);
  return version;
}

/** Gives every version constant a version. Returns the files. */
export function writeVersionConstants(version) {
  for (const [file, name] of Object.entries(versionConstants)) {
    versionConstant(file);
    const target = path.join(root, file);
    writeFileSync(target, readFileSync(target, "utf8").replace(declaration(name), version));
  }
  return Object.keys(versionConstants);
}
