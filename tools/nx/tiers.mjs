const universal = ["core", "graph"];
const modalities = ["audio", "multimodal", "text", "vision"];

/**
 * The tiers of packages: the folders of each (under packages/) and the packages of ours that it may depend on.
 * `universal` tiers run wherever JavaScript does: no Node module, no runtime, no codec. An `app` is used as it is: nothing
 * depends on it, and it is not published.
 */
export const tiers = [
  { name: "graph", folder: /^graph$/, mayDependOn: [], universal: true },
  { name: "core", folder: /^core$/, mayDependOn: ["graph"], universal: true },
  { name: "modality", folder: /^modalities\/(text|vision)$/, mayDependOn: universal, universal: true },
  {
    name: "joint modality",
    folder: /^modalities\/(audio|multimodal)$/,
    mayDependOn: [...universal, "text", "vision"],
    universal: true,
  },
  { name: "model", folder: /^models\/[^/]+$/, mayDependOn: [...universal, ...modalities], universal: true },
  { name: "checkpoint", folder: /^checkpoint$/, mayDependOn: [] },
  { name: "hub", folder: /^hub$/, mayDependOn: ["checkpoint"] },
  { name: "onnx", folder: /^onnx$/, mayDependOn: ["graph"] },
  { name: "exporter", folder: /^exporter$/, mayDependOn: [...universal, "checkpoint", "onnx"] },
  { name: "validator", folder: /^validator$/, mayDependOn: [...universal, "onnx"] },
  {
    name: "testing",
    folder: /^testing$/,
    mayDependOn: [...universal, "checkpoint", "exporter", "onnx", "validator"],
  },
  { name: "cli", folder: /^cli$/ },
  { name: "create", folder: /^create-transonnx-model$/, mayDependOn: [] },
  { name: "web", folder: /^web$/, app: true },
];

/** The tier of a package's folder, `packages/models/bert`. */
export function tierOf(folder) {
  const tier = tiers.find((candidate) => candidate.folder.test(folder.replace(/^packages\//, "")));
  if (!tier) throw new Error(`${folder} is in no tier: tools/nx/tiers.mjs lists the folders that packages live in`);
  return tier;
}
