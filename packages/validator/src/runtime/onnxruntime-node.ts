import { allBytes } from "../model/model-bytes.ts";
import { loadPackage } from "./load-package.ts";
import { openSession, ortOptions } from "./ort-session.ts";
import type { ModelBytes, ModelSource, Runtime } from "./runtime.ts";

/** A value, so that bundlers for browsers leave the import alone. */
const packageName: string = "onnxruntime-node";

/** ONNX Runtime's native library, on the CPU. Throws RuntimeMissingError. */
export async function onnxruntimeNode(): Promise<Runtime> {
  const ort = await loadPackage("onnxruntime-node", () => import(/* @vite-ignore */ packageName));
  return {
    name: "onnxruntime-node",
    version: ort.env.versions.node ?? "",
    open: (model, options) =>
      openSession(ort, "onnxruntime-node", model, async () =>
        "path" in model
          ? ort.InferenceSession.create(model.path, ortOptions(options))
          : ort.InferenceSession.create(await allBytes(model.bytes), {
              ...ortOptions(options),
              ...(await externalData(model)),
            }),
      ),
  };
}

/** A model in memory has no folder of its own to find external data in. */
async function externalData({ externalData = {}, folder }: Extract<ModelSource, { bytes: ModelBytes }>) {
  const files = Object.entries(externalData).map(async ([path, data]) => ({ path, data: await allBytes(data) }));
  return {
    externalData: await Promise.all(files),
    ...(folder === undefined ? {} : { extra: { session: { model_external_initializers_file_folder_path: folder } } }),
  };
}
