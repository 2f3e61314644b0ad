import path from "node:path";
import { build } from "tsup";
import { entriesOf } from "./entries.mjs";

/**
 * The one preset: ES modules and CommonJS, with shared chunks, so that two entries of a package have the same classes,
 * and a small import does not pull in what only another entry needs.
 */
export const bundle = (folder, manifest) =>
  build({
    config: false,
    silent: true,
    clean: false,
    dts: false,
    outDir: path.join(folder, "dist"),
    entry: Object.fromEntries(
      entriesOf(manifest).map((file) => [file.replace(/^src\//, "").replace(/\.ts$/, ""), path.join(folder, file)]),
    ),
    format: ["esm", "cjs"],
    target: "node20",
    platform: "neutral",
    external: [/^node:/],
    splitting: true,
    treeshake: false,
    sourcemap: true,
    tsconfig: "tsconfig.base.json",
    esbuildOptions(options) {
      options.sourcesContent = false;
      options.conditions = [];
    },
  });
