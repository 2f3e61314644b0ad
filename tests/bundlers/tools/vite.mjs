import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { build } from "vite";
import { filesOf } from "./chunks.mjs";

const library = (project, entry, format) => ({
  lib: { entry: path.join(project, entry), formats: [format], fileName: path.basename(entry, ".js") },
  minify: true,
});

const formats = {
  page: (project, entry) => ({ rolldownOptions: { input: pageOf(project, entry) } }),
  esm: (project, entry) => library(project, entry, "es"),
  cjs: (project, entry) => library(project, entry, "cjs"),
};

/** The page that loads an entry, or the entry alone where no page does. */
function pageOf(project, entry) {
  const page = path.join(project, "src/index.html");
  const isLoaded = existsSync(page) && readFileSync(page, "utf8").includes(path.basename(entry));
  return isLoaded ? page : path.join(project, entry);
}

export async function bundle({ project, entry, out, format }) {
  const made = await build({
    root: path.join(project, "src"),
    configFile: false,
    logLevel: "error",
    build: { outDir: out, emptyOutDir: true, ...formats[format](project, entry) },
  });
  return filesOf([made].flat()[0].output, out);
}
