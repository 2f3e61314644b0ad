import { readFileSync } from "node:fs";
import path from "node:path";

/** A package's manifest. */
export const readManifest = (folder) => JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));

const named = (files) =>
  Object.fromEntries(files.map((file) => [file.replace(/^\.\/(?:src|dist)\//, "").replace(/\.[jt]s$/, ""), file]));

/** The entries that a manifest exports: name (`node`) to source file (`./src/node.ts`). */
export const exportedEntries = (manifest) =>
  named(
    Object.values(manifest.exports)
      .map((entry) => entry["@transonnx/source"])
      .filter((file) => file !== undefined),
  );

/** The commands that a manifest declares: name (`bin`) to source file (`./src/bin.ts`). */
export const commandEntries = (manifest) =>
  named(Object.values(manifest.bin ?? {}).map((file) => file.replace("/dist/", "/src/").replace(/\.js$/, ".ts")));
