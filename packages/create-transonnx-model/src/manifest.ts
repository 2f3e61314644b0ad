import type { ModelNames } from "./names.ts";
import type { Modality } from "./template.ts";

/** The compiler and the runtime that a package is built and tested with. */
export const TYPESCRIPT = "^7.0.2";
export const ONNXRUNTIME = "^1.30.0";

/** The contract of definitions that the template keeps: CONTRACT_VERSION of @transonnx/core. */
export const CONTRACT = 1;

/** The package.json of a model's package; `version` is that of transonnx's packages. */
export function packageManifest(names: ModelNames, modality: Modality, version: string): object {
  const range = `^${version}`;
  const peers = Object.fromEntries(["core", "graph", modality].sort().map((name) => [`@transonnx/${name}`, range]));
  return {
    name: names.package,
    version: "0.1.0",
    description: `${names.title} for transonnx`,
    keywords: ["transonnx-model", "onnx"],
    license: "Apache-2.0",
    type: "module",
    sideEffects: false,
    engines: { node: ">=20" },
    files: ["dist", "src"],
    exports: {
      ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
      "./package.json": "./package.json",
    },
    transonnx: { modelTypes: [names.modelType], contract: CONTRACT },
    scripts: {
      build: "tsc",
      test: "npm run build && node --test test/conformance.test.mjs",
      report: "npm run build && node scripts/report.mjs",
      checkpoint: "node scripts/checkpoint.mjs",
      export: "npm run build && npm run checkpoint && transonnx export checkpoint onnx --force",
      prepublishOnly: "npm test",
    },
    peerDependencies: peers,
    devDependencies: {
      ...peers,
      "@transonnx/testing": range,
      "onnxruntime-node": ONNXRUNTIME,
      transonnx: range,
      typescript: TYPESCRIPT,
    },
    ...(names.package.startsWith("@") && { publishConfig: { access: "public" } }),
  };
}
