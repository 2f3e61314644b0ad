import { SourceMap } from "node:module";
import path from "node:path";
import { build } from "esbuild";

const shortName = (source) =>
  source
    .match(/@transonnx\/([^/]+)\/src\/(.+)$/)
    ?.slice(1)
    .join("/") ?? source;

/** A few constants that a bundler does not dare to leave out, such as `4 * 1024 * UNIT`, are no code. */
const FEWEST_WORDS = 14;

/** The outputs that an entry loads at once: its own, and what they import statically. */
function loadedAtOnce({ outputs }, entry) {
  const found = new Set(Object.keys(outputs).filter((file) => outputs[file].entryPoint === entry));
  for (const file of found)
    for (const { path: imported, kind } of outputs[file].imports) if (kind === "import-statement") found.add(imported);
  return [...found];
}

/**
 * The source files of which a module's bundle has code that is loaded at once, from the source maps that our packages come with:
 * `graph/ops/add.ts`.
 */
export async function sourcesOf(project, entry) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: project,
    entryPoints: [entry],
    outdir: "out",
    bundle: true,
    write: false,
    splitting: true,
    minifySyntax: true,
    metafile: true,
    format: "esm",
    target: "es2022",
    sourcemap: "external",
    logLevel: "error",
  });
  const textOf = (name) => outputFiles.find((file) => file.path === path.join(project, name)).text;
  const words = new Map();
  for (const output of loadedAtOnce(metafile, entry)) {
    const map = new SourceMap(JSON.parse(textOf(`${output}.map`)));
    textOf(output)
      .split("\n")
      .forEach((line, row) => {
        for (const { index } of line.matchAll(/\w+/g)) {
          const { originalSource } = map.findEntry(row, index);
          if (originalSource !== undefined && !/^(import|export)\b/.test(line))
            words.set(originalSource, (words.get(originalSource) ?? 0) + 1);
        }
      });
  }
  return [...words]
    .filter(([source, count]) => count >= FEWEST_WORDS && !source.endsWith(entry))
    .map(([source]) => shortName(source))
    .sort();
}
