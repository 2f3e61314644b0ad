// npm run docs:api: the pages of every public name, from the docstrings, into output/api. A link that leads nowhere is an error.
import { readFileSync } from "node:fs";
import path from "node:path";
import { Application, Comment, ReflectionKind } from "typedoc";
import { root } from "../root.mjs";
import { publicPackages } from "./program.mjs";

const entries = publicPackages().flatMap((each) => each.entries);
const output = path.join(root, "output/api");

const app = await Application.bootstrap({
  entryPoints: entries.map(({ file }) => file),
  tsconfig: path.join(root, "tsconfig.json"),
  basePath: root,
  readme: path.join(root, "README.md"),
  name: "transonnx",
  out: output,
  // `npm run typecheck` has done that, with the compiler of the workspace.
  skipErrorChecking: true,
  excludeInternal: true,
  disableGit: true,
  sourceLinkTemplate: "{path}#L{line}",
  validation: {
    notExported: false,
    invalidLink: true,
    rewrittenLink: true,
    notDocumented: false,
    unusedMergeModuleWith: true,
  },
  logLevel: "Warn",
});

const fileOf = (reflection) => reflection.sources?.[0]?.fullFileName;

/** An operator says what it does as data; its page says the same. */
function documentOperators(project) {
  for (const reflection of project.getReflectionsByKind(ReflectionKind.Variable | ReflectionKind.Function)) {
    const file = fileOf(reflection);
    if (!file || !/packages\/graph\/src\/ops\/[\w-]+\.ts$/.test(file)) continue;
    const [, doc] = readFileSync(file, "utf8").match(/\bdoc:\s*("(?:[^"\\]|\\.)*")/) ?? [];
    for (const each of [reflection, ...(reflection.signatures ?? [])])
      if (doc && !each.hasComment()) each.comment = new Comment([{ kind: "text", text: JSON.parse(doc) }]);
  }
}

const project = await app.convert();
if (!project) process.exit(1);
for (const module of project.children ?? []) {
  const entry = entries.find(({ file }) => file === fileOf(module));
  if (entry) module.name = entry.name;
}
documentOperators(project);
app.validate(project);
await app.generateOutputs(project);
if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exit(1);
console.log(
  `${entries.length} entries of ${publicPackages().length} packages: ${path.relative(root, output)}/index.html`,
);
