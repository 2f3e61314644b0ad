import ts from "typescript";
import { publicPackages, sourceProgram } from "./program.mjs";

const { Alias, Class, Value, Type } = ts.SymbolFlags;

/** `value toTensor`, `type Tensor`, `class OpsetError`; a name that is both says so. */
function described(checker, symbol) {
  const { flags } = symbol.flags & Alias ? checker.getAliasedSymbol(symbol) : symbol;
  if (flags & Class) return `class ${symbol.name}`;
  const kinds = [...(flags & Value ? ["value"] : []), ...(flags & Type ? ["type"] : [])];
  return `${kinds.join(" and ")} ${symbol.name}`;
}

function namesOf(checker, program, { name, file }) {
  const module = checker.getSymbolAtLocation(program.getSourceFile(file) ?? {});
  if (module === undefined) throw new Error(`${name} has no source that exports anything: ${file}`);
  return [...checker.getExportsOfModule(module)]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((symbol) => described(checker, symbol));
}

/** What each published package exports, values and types: a file of docs/api to its content. */
export function publicNames() {
  const program = sourceProgram();
  const checker = program.getTypeChecker();
  return Object.fromEntries(
    publicPackages().map(({ name, entries }) => [
      `docs/api/${name.replace(/^@transonnx\//, "")}.txt`,
      entries.map((entry) => `${entry.name}\n\n${namesOf(checker, program, entry).join("\n")}\n`).join("\n"),
    ]),
  );
}
