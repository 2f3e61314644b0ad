import path from "node:path";
import { build } from "esbuild";

const formats = {
  page: { format: "esm", platform: "browser", splitting: true },
  esm: { format: "esm", platform: "browser", splitting: true, outExtension: { ".js": ".mjs" } },
  cjs: { format: "cjs", platform: "node", outExtension: { ".js": ".cjs" } },
};

export async function bundle({ project, entry, out, format }) {
  const { metafile } = await build({
    absWorkingDir: project,
    entryPoints: [entry],
    outdir: out,
    bundle: true,
    minify: true,
    metafile: true,
    target: "es2022",
    logLevel: "error",
    ...formats[format],
  });
  return Object.entries(metafile.outputs).map(([file, { entryPoint, imports, inputs }]) => ({
    file: path.resolve(project, file),
    isEntry: entryPoint === entry,
    imports: imports
      .filter(({ kind }) => kind !== "dynamic-import")
      .map(({ path: to, external }) => (external ? to : path.resolve(project, to))),
    modules: Object.keys(inputs).map((name) => path.resolve(project, name)),
  }));
}
