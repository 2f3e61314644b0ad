import type { ModelSource, Runtime, Session, SessionOptions } from "../runtime/runtime.ts";
import { openModelFile } from "./model-file.ts";
import { toModelSource } from "./model-source.ts";

/**
 * Opens a copy of a model whose session also gives the intermediate values of these names. Only its structure is copied: the
 * weights are read from where they are. Throws OnnxFormatError and RuntimeError.
 */
export async function openWithOutputs(
  runtime: Runtime,
  model: string | Uint8Array | ModelSource,
  names: readonly string[],
  options?: SessionOptions,
): Promise<Session> {
  const file = await openModelFile(toModelSource(model));
  try {
    return await runtime.open(await file.withOutputs(names), options);
  } finally {
    await file.close();
  }
}
