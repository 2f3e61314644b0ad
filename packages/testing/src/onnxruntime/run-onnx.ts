import type { NDArray } from "@transonnx/graph";
import { onnxruntimeNode } from "@transonnx/validator";

type Arrays = Readonly<Record<string, NDArray>>;

/** Loads a model, bytes or the path of a file, in ONNX Runtime (CPU, one thread), lets `use` run it, and frees it. */
export async function runOnnx<T>(
  model: Uint8Array | string,
  use: (run: (inputs: Arrays) => Promise<Arrays>) => Promise<T>,
): Promise<T> {
  const runtime = await onnxruntimeNode();
  const session = await runtime.open(typeof model === "string" ? { path: model } : { bytes: model }, { threads: 1 });
  try {
    return await use((inputs) => session.run(inputs));
  } finally {
    await session.close();
  }
}
