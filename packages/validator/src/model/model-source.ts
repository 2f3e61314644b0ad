import type { ModelSource } from "../runtime/runtime.ts";

/** A path or bytes as a ModelSource. */
export function toModelSource(model: string | Uint8Array | ModelSource): ModelSource {
  if (typeof model === "string") return { path: model };
  return model instanceof Uint8Array ? { bytes: model } : model;
}

/** What messages call a model; one in memory has no name. */
export const modelName = (model: ModelSource): string | undefined => ("path" in model ? model.path : undefined);
