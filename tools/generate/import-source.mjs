import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "../root.mjs";

/** Imports a TypeScript source with the sources of the packages that it needs: nothing has to be built. */
export async function importSource(file) {
  const folder = mkdtempSync(path.join(tmpdir(), "transonnx-source-"));
  const outfile = path.join(folder, "source.mjs");
  try {
    await build({
      entryPoints: [path.join(root, file)],
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node20",
      conditions: ["@transonnx/source"],
      logLevel: "silent",
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
