import path from "node:path";
import { build } from "tsup";
import { commandEntries, exportedEntries } from "./entries.mjs";
import { pureCalls } from "./pure-calls.mjs";

/**
 * The one preset: ES modules and CommonJS, with shared chunks, so that two entries of a package have the same classes,
 * and a small import does not pull in what only another entry needs. Commands are ES modules only.
 */
export async function bundle(folder, manifest) {
  const exported = exportedEntries(manifest);
  const formats = { esm: { ...exported, ...commandEntries(manifest) }, cjs: exported };
  for (const [format, entries] of Object.entries(formats))
    await build({
      config: false,
      silent: true,
      outDir: path.join(folder, "dist"),
      entry: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, path.join(folder, file)])),
      format,
      outExtension: () => ({ js: format === "esm" ? ".js" : ".cjs" }),
      target: "node20",
      platform: "neutral",
      skipNodeModulesBundle: true,
      removeNodeProtocol: false,
      splitting: true,
      sourcemap: true,
      tsconfig: "tsconfig.base.json",
      esbuildPlugins: [pureCalls],
      esbuildOptions(options) {
        options.sourcesContent = false;
      },
    });
}
