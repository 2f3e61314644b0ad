import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Bundles a script of this folder from the sources, so that Node runs it without a loader. Returns its path. */
export function bundle(script: string, into: string): string {
  const require = createRequire(import.meta.url);
  const out = join(into, script.replace(/\.ts$/, ".mjs"));
  const args = ["--bundle", "--platform=node", "--format=esm", "--conditions=@transonnx/source", `--outfile=${out}`];
  const banner =
    "--banner:js=import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  const entry = fileURLToPath(new URL(script, import.meta.url));
  const { status, stderr } = spawnSync(
    process.execPath,
    [require.resolve("esbuild/bin/esbuild"), entry, ...args, banner],
    {
      encoding: "utf8",
    },
  );
  if (status !== 0) throw new Error(stderr);
  return out;
}
