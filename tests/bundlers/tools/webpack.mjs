import path from "node:path";
import { promisify } from "node:util";
import webpack from "webpack";

const formats = {
  page: () => ({}),
  "page, fullySpecified: true": () => ({
    module: { rules: [{ test: /@transonnx/, resolve: { fullySpecified: true } }] },
  }),
  "page, fullySpecified: false": () => ({
    module: { rules: [{ test: /\.m?js$/, resolve: { fullySpecified: false } }] },
  }),
  esm: (name) => ({
    target: ["web", "es2022"],
    experiments: { outputModule: true },
    output: { filename: `${name}.mjs`, library: { type: "module" } },
  }),
  cjs: (name) => ({ target: "node20", output: { filename: `${name}.cjs`, library: { type: "commonjs2" } } }),
};

const unlimited = {
  modulesSpace: 1e9,
  chunkModulesSpace: 1e9,
  nestedModulesSpace: 1e9,
};

const modulesOf = (modules) =>
  modules.flatMap(({ nameForCondition, name, identifier, modules: inner }) =>
    inner?.length > 0 ? modulesOf(inner) : [nameForCondition ?? name ?? identifier],
  );

export async function bundle({ project, entry, out, format }) {
  const { output, ...own } = formats[format](path.basename(entry, ".js"));
  const compiler = webpack({
    context: project,
    entry: path.join(project, entry),
    mode: "production",
    performance: { hints: false },
    optimization: { minimize: format === "page" },
    ...own,
    output: { path: out, ...output },
  });
  const stats = await promisify(compiler.run.bind(compiler))();
  await promisify(compiler.close.bind(compiler))();
  if (stats.hasErrors() || stats.hasWarnings())
    throw new Error(stats.toString({ all: false, errors: true, warnings: true }));
  const { chunks } = stats.toJson({ chunks: true, chunkModules: true, nestedModules: true, ...unlimited });
  return chunks.flatMap(({ files, initial, modules }) =>
    files.map((file) => ({ file: path.join(out, file), isEntry: initial, imports: [], modules: modulesOf(modules) })),
  );
}
