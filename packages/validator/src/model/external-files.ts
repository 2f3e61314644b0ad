import { readModel } from "@transonnx/onnx";
import type { ModelSource } from "../runtime/runtime.ts";
import { allBytes } from "./model-bytes.ts";
import { isNode, nodePath, onnxFiles } from "./node-modules.ts";

/** Paths of the files of external data that a model in a folder names, by location. Nothing in a browser. */
export async function externalFiles(model: ModelSource): Promise<Readonly<Record<string, string>>> {
  if (!isNode()) return {};
  const [{ dirname, join, resolve }, { readModelFile }] = await Promise.all([nodePath(), onnxFiles()]);
  const folder = "path" in model ? dirname(resolve(model.path)) : model.folder;
  const { graph } =
    "path" in model
      ? await readModelFile(model.path, { weights: "skip", externalData: false })
      : await readModel(await allBytes(model.bytes));
  const locations = graph.initializers.flatMap(({ data }) =>
    typeof data === "object" && "external" in data ? [data.external.location] : [],
  );
  return Object.fromEntries([...new Set(locations)].map((location) => [location, join(folder ?? "", location)]));
}
