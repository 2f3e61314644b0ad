import { isModelDefinition, type ModelDefinition } from "../definition/model-definition.ts";
import { TransonnxError } from "../errors/transonnx-error.ts";

/** A model type whose package is loaded when it is needed. */
export interface LazyEntry {
  readonly modelType: string;
  /** Name of the npm package, for the message when it cannot be loaded. */
  readonly package: string;
  /** The definition, such as `async () => (await import("@transonnx/bert")).bert`. */
  load(): Promise<ModelDefinition>;
}

export type RegistryEntry = ModelDefinition | LazyEntry;

export const isLazyEntry = (entry: RegistryEntry): entry is LazyEntry =>
  !isModelDefinition(entry) && typeof (entry as Partial<LazyEntry>).load === "function";

/** Throws where an entry is neither a definition nor a lazy entry. */
export function checkEntry(entry: RegistryEntry): void {
  if (isModelDefinition(entry) || isLazyEntry(entry)) return;
  throw new TransonnxError("an entry is no model definition", {
    where: "createRegistry",
    expected: "what defineModel returns, or { modelType, package, load }",
    advice: "Pass the definition that the model's package exports, such as bert of @transonnx/bert",
  });
}
