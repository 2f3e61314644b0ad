import type { NDArray } from "@transonnx/graph";
import { onnxruntimeNode } from "@transonnx/validator";

type Arrays = Readonly<Record<string, NDArray>>;

/** Loads a model in ONNX Runtime (CPU, one thread), lets `use` run it, and frees it. */
export async function runOnnx<T>(
  model: Uint8Array,
  use: (run: (inputs: Arrays) => Promise<Arrays>) => Promise<T>,
): Promise<T> {
  const runtime = await onnxruntimeNode();
  const session = await runtime.open({ bytes: model }, { threads: 1 });
  try {
    return await use((inputs) => session.run(inputs));
  } finally {
    await session.close();
  }
}
