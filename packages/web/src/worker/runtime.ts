import { onnxruntimeWeb, type Runtime } from "@transonnx/validator";
import { env } from "onnxruntime-web";
import wasm from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";

/** ONNX Runtime with the WebAssembly file that the page serves, in one thread: that needs no isolation of the page. */
export async function onnxRuntime(): Promise<Runtime> {
  env.wasm.wasmPaths = { wasm: new URL(wasm, import.meta.url).href };
  env.wasm.numThreads = 1;
  return onnxruntimeWeb();
}
