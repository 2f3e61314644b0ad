import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { tierOf } from "../nx/tiers.mjs";
import { root } from "../root.mjs";
import { runNode } from "../run.mjs";

const relativeSpecifier = /((?:\bfrom\s*|\bimport\s*\(?\s*)["'])(\.{1,2}\/[^"']+?)\.(?:ts|js)(["'])/g;

const writeBoth = (dist, file, text) => {
  const name = path.join(dist, file.replace(/\.d\.ts$/, ""));
  mkdirSync(path.dirname(name), { recursive: true });
  writeFileSync(`${name}.d.ts`, text.replace(relativeSpecifier, "$1$2.js$3"));
  writeFileSync(`${name}.d.cts`, text.replace(relativeSpecifier, "$1$2.cjs$3"));
};

const declarationsIn = (folder) =>
  readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".d.ts") && !file.includes("node_modules"));

/**
 * Writes a package's declarations beside its bundles, one for each module system. They are made against the declarations
 * of the packages it depends on, as an installed copy sees them. Returns the compiler's exit status.
 */
export function writeDeclarations(folder) {
  const { universal } = tierOf(path.relative(root, folder).split(path.sep).join("/"));
  const work = path.join(folder, "dist", ".declarations");
  const config = {
    extends: path.join(root, "tsconfig.base.json"),
    compilerOptions: {
      ...(universal ? {} : { lib: ["ES2023", "DOM", "DOM.Iterable", "DOM.AsyncIterable"], types: ["node"] }),
      customConditions: [],
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      stripInternal: true,
      rootDir: path.join(folder, "src"),
      outDir: path.join(work, "out"),
    },
    include: [path.join(folder, "src")],
    exclude: [path.join(folder, "src/**/*.test.ts")],
  };
  mkdirSync(work, { recursive: true });
  writeFileSync(path.join(work, "tsconfig.json"), JSON.stringify(config));
  const status = runNode("node_modules/typescript/bin/tsc", ["-p", path.join(work, "tsconfig.json")]);
  if (status === 0) {
    const dist = path.join(folder, "dist");
    for (const from of [path.join(work, "out"), path.join(folder, "src")])
      for (const file of declarationsIn(from)) writeBoth(dist, file, readFileSync(path.join(from, file), "utf8"));
  }
  rmSync(work, { recursive: true, force: true });
  return status;
}
