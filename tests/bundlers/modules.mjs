import path from "node:path";
import { build } from "esbuild";

/** What the tools add to a bundle of their own: loaders of chunks, and helpers for CommonJS. */
const ofTools = /^(vite\/|rolldown\/|commonjsHelpers|webpack\/runtime\/)|\?commonjs-/;

const packageOf = (project, name) => {
  const file = path.isAbsolute(name) ? path.relative(project, name).split(path.sep).join("/") : name;
  if (/^src\/[^/]+$/.test(file)) return undefined;
  return file.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1] ?? file;
};

/** The packages that a bundle's modules come from; a module of no package by its own name. */
export const packagesIn = (project, { files }) =>
  [
    ...new Set(
      files
        .flatMap(({ modules }) => modules.map((name) => name.replaceAll("\0", "")))
        .filter((name) => !ofTools.test(name))
        .map((name) => packageOf(project, name)),
    ),
  ]
    .filter((name) => name !== undefined)
    .sort();

/** What a bundled file asks the platform's module loader for, but other files of the bundle: as esbuild reads it. */
export async function namesAskedFor(file) {
  const options = { bundle: true, write: false, metafile: true, platform: "neutral", external: ["*"], outdir: "read" };
  const { metafile } = await build({ ...options, entryPoints: [file], logLevel: "silent" });
  return Object.values(metafile.inputs)
    .flatMap(({ imports }) => imports)
    .filter(({ external, path: name }) => external && !name.startsWith("."))
    .map(({ path: name }) => name);
}
