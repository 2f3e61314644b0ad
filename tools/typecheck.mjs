// npm run typecheck: everything, then what must run anywhere without the types of Node and of the browser.
// node tools/typecheck.mjs packages/graph: the same for one package.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { compile, platformTypes, typesOf, universalTypes } from "./build/compiler.mjs";
import { ensureInstalled } from "./install.mjs";
import { root } from "./root.mjs";

/** Writes the configurations that check one package, and returns their paths. */
function configurationsOf(folder) {
  const work = path.join(root, "node_modules/.cache/typecheck", path.relative(root, folder));
  mkdirSync(work, { recursive: true });
  const write = (name, compilerOptions, exclude) => {
    const file = path.join(work, `${name}.json`);
    const include = ["src", "test"].map((part) => path.join(folder, part, "**/*.ts"));
    writeFileSync(
      file,
      JSON.stringify({ extends: path.join(root, "tsconfig.base.json"), compilerOptions, include, exclude }),
    );
    return file;
  };
  const all = write("all", { ...platformTypes, typeRoots: [path.join(root, "node_modules/@types")] }, []);
  if (typesOf(folder) !== universalTypes) return [all];
  return [all, write("universal", universalTypes, [path.join(folder, "**/*.test.ts"), path.join(folder, "test")])];
}

ensureInstalled();
const [folder] = process.argv.slice(2);
const configurations = folder
  ? configurationsOf(path.resolve(root, folder))
  : ["tsconfig.json", "tsconfig.universal.json"];
process.exit(configurations.reduce((status, config) => status || compile(config, "--noEmit"), 0));
