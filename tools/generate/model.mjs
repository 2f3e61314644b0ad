import { manifestOf } from "./manifest.mjs";

const dependenciesOf = (modality, version) =>
  Object.fromEntries(["core", "graph", modality].sort().map((name) => [`@transonnx/${name}`, version]));

/** The files of a new model package, path to content. */
export function modelPackage(name, { modality = "text", version = "0.1.0", title = name } = {}) {
  const manifest = manifestOf({
    name: `@transonnx/${name}`,
    version,
    description: `${title} for transonnx`,
    dependencies: dependenciesOf(modality, version),
  });
  return {
    "package.json": `${JSON.stringify(manifest, null, 2)}\n`,
    "README.md": `# @transonnx/${name}\n\n${title} for transonnx: its configuration, and its model code over symbolic tensors.\n`,
    "src/index.ts": "export {};\n",
  };
}
