import path from "node:path";
import ts from "typescript";
import { root } from "../root.mjs";
import { publicPackages, sourceProgram } from "./program.mjs";

const placeOf = (node) => {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return `${path.relative(root, source.fileName).split(path.sep).join("/")}:${line + 1}`;
};

/** The text that an operator has as data, `doc`, is what is said of the names beside it. */
const isOperatorFile = (node) => /packages\/graph\/src\/ops\/[\w-]+\.ts$/.test(node.getSourceFile().fileName);

/** The links of the comments in a file that name nothing: `{@link Nothing}`. */
function brokenLinks(checker, source) {
  const found = [];
  const visit = (node) => {
    for (const comment of node.jsDoc ?? [])
      ts.forEachChild(comment, function inside(part) {
        if (ts.isJSDocLink(part) && part.name && !checker.getSymbolAtLocation(part.name))
          found.push(`${placeOf(part)}: {@link ${part.name.getText()}} names nothing`);
        ts.forEachChild(part, inside);
      });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** What is missing in the docstrings of what the published packages export: one line for each fault. */
export function docstringFaults() {
  const program = sourceProgram();
  const checker = program.getTypeChecker();
  const faults = new Set();
  for (const { name, file } of publicPackages().flatMap(({ entries }) => entries)) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file) ?? {});
    for (const exported of module ? checker.getExportsOfModule(module) : []) {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      const declaration = symbol.declarations?.[0];
      if (symbol.getDocumentationComment(checker).length > 0 || declaration === undefined) continue;
      if (!isOperatorFile(declaration))
        faults.add(`${placeOf(declaration)}: ${exported.name} of ${name} has no docstring`);
    }
  }
  for (const source of program.getSourceFiles())
    if (!source.fileName.includes("/node_modules/"))
      for (const fault of brokenLinks(checker, source)) faults.add(fault);
  return [...faults].sort();
}
