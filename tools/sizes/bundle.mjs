import path from "node:path";
import { build, transform } from "esbuild";
import { pureCalls } from "../build/pure-calls.mjs";
import { root } from "../root.mjs";
import { totals } from "./bytes.mjs";

const options = (code, { built = false } = {}) => ({
  stdin: { contents: code, resolveDir: path.join(root, "tools"), sourcefile: "entry.js" },
  absWorkingDir: root,
  bundle: true,
  write: false,
  metafile: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  conditions: built ? [] : ["@transonnx/source"],
  plugins: built ? [] : [pureCalls],
  outdir: "out",
  logLevel: "silent",
  legalComments: "none",
});

/** The outputs that a page loads at once: the entry and all that it imports statically. */
function initialOutputs(outputs) {
  const found = new Set(
    Object.keys(outputs)
      .filter((name) => outputs[name].entryPoint !== undefined)
      .slice(0, 1),
  );
  for (const name of found)
    for (const { path: imported, kind } of outputs[name].imports) if (kind === "import-statement") found.add(imported);
  return found;
}

/**
 * What a module costs: the chunks loaded at once, and those loaded when needed. Bundled from the packages' sources, or with
 * `built: true` from what was built of them.
 */
export async function measure(code, from) {
  const { outputFiles, metafile } = await build({ ...options(code, from), splitting: true, minify: true });
  const initial = initialOutputs(metafile.outputs);
  const texts = { initial: [], lazy: [] };
  for (const file of outputFiles) {
    const name = path.relative(root, file.path).split(path.sep).join("/");
    texts[initial.has(name) ? "initial" : "lazy"].push(file.text);
  }
  return { initial: totals(texts.initial), lazy: totals(texts.lazy) };
}

const withoutSpace = async (text) => (await transform(text, { minifyWhitespace: true, target: "es2022" })).code.trim();

/**
 * The minified text of each source file in a bundle, by the file's path. Each is a piece of one bundle without chunks, so that
 * names are as short as there; only white space is removed for each piece alone.
 */
export async function minifiedFiles(code, from) {
  const { outputFiles, metafile } = await build({
    ...options(code, from),
    minifySyntax: true,
    minifyIdentifiers: true,
  });
  const inputs = new Set(Object.keys(metafile.inputs));
  const pieces = new Map();
  let current = "helpers of esbuild";
  for (const line of outputFiles[0].text.replace(/^export \{[^}]*\};\n*$/m, "").split("\n")) {
    const name = line.startsWith("// ") ? line.slice(3) : undefined;
    if (inputs.has(name)) current = name;
    else pieces.set(current, `${pieces.get(current) ?? ""}${line}\n`);
  }
  return new Map(await Promise.all([...pieces].map(async ([name, text]) => [name, await withoutSpace(text)])));
}
