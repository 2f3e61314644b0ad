import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { root } from "../../tools/root.mjs";
import { totals } from "../../tools/sizes/bytes.mjs";

const run = promisify(execFile);

export const tools = ["esbuild", "rollup", "vite", "webpack"];

/** What a page loads at once: the entries and all that they import statically. */
function loadedAtOnce(files) {
  const found = new Set(files.filter(({ isEntry }) => isEntry));
  for (const { imports } of found) for (const file of files) if (imports.includes(file.file)) found.add(file);
  return [...found];
}

/**
 * Bundles a file of a project by one of the tools, minified, in a process of its own as its users do. The format is `page` (for
 * a browser), `esm` or `cjs` (a library). Returns the bundle's files: the entry, what is loaded at once, and what is lazily.
 */
export async function bundle(tool, { project, entry, format = "page" }) {
  const out = path.join(project, "out", `${tool}-${path.basename(entry, ".js")}-${format.replaceAll(/\W+/g, "-")}`);
  const script = path.join(root, "tests/bundlers/tools/run.mjs");
  const options = { cwd: project, maxBuffer: 1e9, env: { ...process.env, NODE_ENV: "production", NODE_OPTIONS: "" } };
  const { stdout } = await run(
    process.execPath,
    [script, JSON.stringify({ tool, project, entry, out, format })],
    options,
  );
  const files = JSON.parse(stdout.trimEnd().split("\n").at(-1));
  const initial = loadedAtOnce(files);
  const textsOf = (each) => each.map(({ file }) => readFileSync(file, "utf8"));
  return {
    folder: out,
    entry: files.find(({ isEntry }) => isEntry).file,
    files,
    initial: totals(textsOf(initial)),
    lazy: totals(textsOf(files.filter((file) => !initial.includes(file)))),
  };
}
