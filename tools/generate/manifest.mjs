const entryOf = (name) => ({
  "@transonnx/source": `./src/${name}.ts`,
  import: { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
  require: { types: `./dist/${name}.d.cts`, default: `./dist/${name}.cjs` },
});

/** The manifest of a package of the workspace. `entries` are the names of the source files that it exports. */
export const manifestOf = ({ name, version = "0.1.0", description, entries = ["index"], dependencies }) => ({
  name,
  version,
  description,
  license: "Apache-2.0",
  type: "module",
  sideEffects: false,
  engines: { node: ">=20" },
  files: ["dist", "src", "!**/*.test.ts"],
  exports: {
    ...Object.fromEntries(entries.map((entry) => [entry === "index" ? "." : `./${entry}`, entryOf(entry)])),
    "./package.json": "./package.json",
  },
  dependencies,
  publishConfig: { access: "public" },
});
