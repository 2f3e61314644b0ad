import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../root.mjs";

/** What transformers.onnx and optimum-onnx list, read from their sources by fixtures/upstream/names.py. */
export const readUpstream = () => JSON.parse(readFileSync(path.join(root, "fixtures/upstream/names.json"), "utf8"));

const key = (modelType) => modelType.replaceAll("_", "-").toLowerCase();
const code = (name) => `\`${name}\``;
const listed = (entries) => entries.map(([modelType, name]) => `${code(modelType)} (${code(name)})`).join(", ");

/** The model types of optimum with the classes that serve them here, then those that are not built, by library. */
export function upstreamModels(found) {
  const { optimumTypes, transformersClasses } = readUpstream();
  const ours = new Map(found.map((entry) => [key(entry.definition.modelType), entry]));
  const isBuilt = ([modelType, , library]) => library === "transformers" && ours.has(key(modelType));
  const row = ([modelType, name]) => {
    const { package: folder, definition } = ours.get(key(modelType));
    const here = definition.onnxConfig.name === name ? "" : `, here ${code(definition.onnxConfig.name)}`;
    const transformers = transformersClasses.includes(name) ? "yes" : "–";
    return `| ${code(modelType)} | ${code(name)}${here} | ${transformers} | ${code(folder)} |\n`;
  };
  const missing = (library) => listed(optimumTypes.filter((entry) => entry[2] === library && !isBuilt(entry)));
  const known = new Set(optimumTypes.map(([, name]) => name));
  const isPart = (name) => /^VisionEncoderDecoder(En|De)coder/.test(name);
  const alone = transformersClasses.filter((name) => !known.has(name) && !isPart(name)).map(code);
  const extra = [...ours].filter(([name]) => !optimumTypes.some(([modelType]) => key(modelType) === name));
  return [
    "| model type | class | also of transformers.onnx | package |\n|---|---|---|---|\n",
    ...optimumTypes.filter(isBuilt).map(row),
    extra.length > 0
      ? `\nHere alone: ${extra.map(([, { definition }]) => code(definition.modelType)).join(", ")}.\n`
      : "",
    `\nNot built, of transformers: ${missing("transformers")}.\n`,
    `\nNot built, of diffusers: ${missing("diffusers")}.\n`,
    `\nNot built, of sentence-transformers: ${missing("sentence_transformers")}; their transformers are exported without pooling. `,
    `Of timm: ${missing("timm")}.\n`,
    `\nOf transformers.onnx alone, and not built: ${alone.join(", ")}.\n`,
  ].join("");
}
