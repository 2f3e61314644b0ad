import { readFileSync } from "node:fs";
import path from "node:path";

/** A package's manifest. */
export const readManifest = (folder) => JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));

/** The source files that a manifest publishes: each `@transonnx/source` of its exports, and the source of each command. */
export function entriesOf(manifest) {
  const exported = Object.values(manifest.exports).map((entry) => entry["@transonnx/source"]);
  const commands = Object.values(manifest.bin ?? {}).map((file) =>
    file.replace("dist/", "src/").replace(/\.js$/, ".ts"),
  );
  return [...new Set([...exported, ...commands])]
    .filter((file) => file !== undefined)
    .map((file) => path.posix.normalize(file));
}
