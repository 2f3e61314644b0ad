import { loadPackage } from "./load-package.ts";
import { openSession, ortOptions } from "./ort-session.ts";
import type { ModelSource, Runtime } from "./runtime.ts";

/** A value, so that bundlers for browsers leave the import alone. */
const packageName: string = "onnxruntime-node";

/** ONNX Runtime's native library, on the CPU. Throws RuntimeMissingError. */
export async function onnxruntimeNode(): Promise<Runtime> {
  const ort = await loadPackage("onnxruntime-node", () => import(packageName));
  return {
    name: "onnxruntime-node",
    version: ort.env.versions.node ?? "",
    open: (model, options) =>
      openSession(ort, "onnxruntime-node", model, () =>
        "path" in model
          ? ort.InferenceSession.create(model.path, ortOptions(options))
          : ort.InferenceSession.create(model.bytes, { ...ortOptions(options), ...externalData(model) }),
      ),
  };
}

/** A model in memory has no folder of its own to find external data in. */
const externalData = ({ externalData = {}, folder }: Extract<ModelSource, { bytes: Uint8Array }>) => ({
  externalData: Object.entries(externalData).map(([path, data]) => ({ path, data })),
  ...(folder === undefined ? {} : { extra: { session: { model_external_initializers_file_folder_path: folder } } }),
});
