import { readFileSync } from "node:fs";
import ts from "typescript";

const annotation = "/* @__PURE__ */ ";

/** Whether code runs later than the module that it stands in. */
const isDeferred = (node) =>
  ts.isFunctionLike(node) ||
  (ts.isPropertyDeclaration(node) && !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword));

/** Where a module's source calls something while it is loaded, in order. */
function callsAtLoad(source) {
  const found = [];
  const visit = (node) => {
    if (isDeferred(node)) return;
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) found.push(node.getStart());
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/**
 * Marks the calls that a module makes while it is loaded as free of side effects, which `"sideEffects": false` promises of
 * all our modules: a bundler that takes one name of a package's bundle then leaves out what the others are made by.
 */
export function withPureCalls(text, file) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return callsAtLoad(source)
    .sort((a, b) => b - a)
    .reduce((code, at) => `${code.slice(0, at)}${annotation}${code.slice(at)}`, text);
}

/** The same as a plugin of esbuild. */
export const pureCalls = {
  name: "pure-calls",
  setup(build) {
    build.onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => ({
      contents: withPureCalls(readFileSync(path, "utf8"), path),
      loader: "ts",
    }));
  },
};
