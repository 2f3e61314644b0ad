import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../root.mjs";
import { compile, typesOf } from "./compiler.mjs";

const relativeSpecifier = /((?:\bfrom\s*|\bimport\s*\(?\s*)["'])(\.{1,2}\/[^"']+?)\.(?:ts|js)(["'])/g;

const writeBoth = (dist, file, text) => {
  const name = path.join(dist, file.replace(/\.d\.ts$/, ""));
  mkdirSync(path.dirname(name), { recursive: true });
  writeFileSync(`${name}.d.ts`, text.replace(relativeSpecifier, "$1$2.js$3"));
  writeFileSync(`${name}.d.cts`, text.replace(relativeSpecifier, "$1$2.cjs$3"));
};

const declarationsIn = (folder) => readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".d.ts"));

/**
 * Writes a package's declarations beside its bundles, one for each module system. They are made against the declarations
 * of the packages it depends on, as an installed copy sees them. Returns the compiler's exit status.
 */
export function writeDeclarations(folder) {
  const dist = path.join(folder, "dist");
  const source = path.join(folder, "src");
  const work = path.join(dist, ".declarations");
  const out = path.join(work, "out");
  const config = {
    extends: path.join(root, "tsconfig.base.json"),
    compilerOptions: {
      ...typesOf(folder),
      customConditions: [],
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      stripInternal: true,
      rootDir: source,
      outDir: out,
    },
    include: [source],
    exclude: [path.join(source, "**/*.test.ts")],
  };
  mkdirSync(work, { recursive: true });
  writeFileSync(path.join(work, "tsconfig.json"), JSON.stringify(config));
  const status = compile(path.join(work, "tsconfig.json"));
  if (status === 0)
    for (const from of [out, source])
      for (const file of declarationsIn(from)) writeBoth(dist, file, readFileSync(path.join(from, file), "utf8"));
  rmSync(work, { recursive: true, force: true });
  return status;
}
