import { SourceMap } from "node:module";
import path from "node:path";
import { build } from "esbuild";

const shortName = (source) =>
  source
    .match(/@transonnx\/([^/]+)\/src\/(.+)$/)
    ?.slice(1)
    .join("/") ?? source;

/** A constant that a bundler does not dare to leave out, such as `4 * 1024 * UNIT`, is no code. */
const FEWEST_WORDS = 12;

/** The source files that a module's bundle has code of, from the source maps that our packages come with: `graph/ops/add.ts`. */
export async function sourcesOf(project, entry) {
  const { outputFiles } = await build({
    absWorkingDir: project,
    entryPoints: [entry],
    outdir: "out",
    bundle: true,
    write: false,
    minifySyntax: true,
    format: "esm",
    target: "es2022",
    sourcemap: "external",
    logLevel: "error",
  });
  const textOf = (extension) => outputFiles.find((file) => path.extname(file.path) === extension).text;
  const map = new SourceMap(JSON.parse(textOf(".map")));
  const words = new Map();
  textOf(".js")
    .split("\n")
    .forEach((line, row) => {
      for (const { index } of line.matchAll(/\w+/g)) {
        const { originalSource } = map.findEntry(row, index);
        if (originalSource !== undefined && !/^(import|export)\b/.test(line))
          words.set(originalSource, (words.get(originalSource) ?? 0) + 1);
      }
    });
  return [...words]
    .filter(([source, count]) => count >= FEWEST_WORDS && !source.endsWith(entry))
    .map(([source]) => shortName(source))
    .sort();
}
