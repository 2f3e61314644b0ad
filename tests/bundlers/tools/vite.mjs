import path from "node:path";
import { build } from "vite";
import { filesOf } from "./chunks.mjs";

const library = (project, entry, format) => ({
  lib: { entry: path.join(project, entry), formats: [format], fileName: path.basename(entry, ".js") },
  minify: true,
});

const formats = {
  page: (project) => ({ rolldownOptions: { input: path.join(project, "src/index.html") } }),
  esm: (project, entry) => library(project, entry, "es"),
  cjs: (project, entry) => library(project, entry, "cjs"),
};

export async function bundle({ project, entry, out, format }) {
  const made = await build({
    root: path.join(project, "src"),
    configFile: false,
    logLevel: "error",
    build: { outDir: out, emptyOutDir: true, ...formats[format](project, entry) },
  });
  return filesOf([made].flat()[0].output, out);
}
