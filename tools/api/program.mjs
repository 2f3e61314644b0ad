import path from "node:path";
import ts from "typescript";
import { exportedEntries, readManifest } from "../build/entries.mjs";
import { packageFolders } from "../packages.mjs";
import { root } from "../root.mjs";

/** The compiler's options for all packages at once, as in the workspace's tsconfig.json. */
function compilerOptions() {
  const file = path.join(root, "tsconfig.json");
  const { config } = ts.readConfigFile(file, ts.sys.readFile);
  return ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, root).options;
}

/** The published packages, each with what its users import: name (`@transonnx/exporter/node`) and source file. */
export const publicPackages = () =>
  packageFolders().map((folder) => {
    const manifest = readManifest(path.join(root, folder));
    const entries = Object.entries(exportedEntries(manifest)).map(([entry, file]) => ({
      name: entry === "index" ? manifest.name : `${manifest.name}/${entry}`,
      file: path.join(root, folder, file),
    }));
    return { name: manifest.name, folder, entries };
  });

/** The sources of all public entries, as TypeScript sees them. */
export const sourceProgram = () =>
  ts.createProgram({
    rootNames: publicPackages().flatMap(({ entries }) => entries.map(({ file }) => file)),
    options: compilerOptions(),
  });
