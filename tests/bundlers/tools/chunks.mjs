import path from "node:path";

/** What Rollup and Vite tell of the files that they wrote, in the form that all bundlers' have here. */
export const filesOf = (output, out) =>
  output
    .filter(({ type }) => type === "chunk")
    .map(({ fileName, isEntry, imports, modules }) => ({
      file: path.join(out, fileName),
      isEntry,
      imports: imports.map((name) => (output.some((each) => each.fileName === name) ? path.join(out, name) : name)),
      modules: Object.keys(modules).filter((name) => modules[name].renderedLength > 0),
    }));
