import { externalFiles } from "../model/external-files.ts";
import { allBytes } from "../model/model-bytes.ts";
import { loadPackage } from "./load-package.ts";
import { openSession, ortOptions } from "./ort-session.ts";
import type { ModelSource, Runtime } from "./runtime.ts";

/**
 * ONNX Runtime's WebAssembly build, in browsers and in Node. Threads are set for the whole module by the first session.
 * Throws RuntimeMissingError.
 */
export async function onnxruntimeWeb(): Promise<Runtime> {
  const ort = await loadPackage("onnxruntime-web", () => import("onnxruntime-web"));
  ort.env.logLevel = "fatal";
  return {
    name: "onnxruntime-web",
    version: ort.env.versions.web ?? "",
    open: (model, options) =>
      openSession(ort, "onnxruntime-web", model, async () => {
        // Without threads nothing outlives the session: a program that used it can end.
        if (ort.env.wasm) ort.env.wasm.numThreads ??= options?.threads ?? 1;
        const settings = { ...ortOptions(options), executionProviders: ["wasm"], externalData: await filesOf(model) };
        return ort.InferenceSession.create("path" in model ? model.path : await allBytes(model.bytes), settings);
      }),
  };
}

/** The WebAssembly build does not look for external data by itself: each file is passed, by its path where it has one. */
async function filesOf(model: ModelSource): Promise<{ path: string; data: string | Uint8Array }[]> {
  const files = "path" in model || model.folder !== undefined ? await externalFiles(model) : {};
  const given = "bytes" in model ? (model.externalData ?? {}) : {};
  const read = Object.entries(given).map(async ([path, data]) => ({ path, data: await allBytes(data) }));
  return [...Object.entries(files).map(([path, data]) => ({ path, data })), ...(await Promise.all(read))];
}
