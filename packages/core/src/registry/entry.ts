import { isModelDefinition, type ModelDefinition, type Tensors } from "../definition/model-definition.ts";
import { TransonnxError } from "../errors/transonnx-error.ts";
import type { OnnxConfig } from "../onnx-config/onnx-config.ts";
import type { OnnxConfigOptions } from "../onnx-config/options.ts";
import type { Params } from "../params/params.ts";
import type { Task } from "../tasks/task.ts";

/**
 * A definition whatever the type of its config. The registry hands it out as ModelDefinition: its functions only ever
 * get what its own parser returns.
 */
export interface AnyModelDefinition
  extends Pick<ModelDefinition, "modelType" | "parseConfig" | "mayHold" | "architectures"> {
  readonly onnxConfig: new (config: never, task?: string, options?: OnnxConfigOptions) => OnnxConfig;
  readonly tasks: {
    readonly [T in Task]?: {
      readonly architecture: string;
      readonly forward: (config: never, p: Params, inputs: Tensors) => Tensors;
    };
  };
}

/** A model type whose package is loaded when it is needed. */
export interface LazyEntry {
  readonly modelType: string;
  /** Name of the npm package, for the message when it cannot be loaded. */
  readonly package: string;
  /** The definition, such as `async () => (await import("@transonnx/bert")).bert`. */
  load(): Promise<AnyModelDefinition>;
}

export type RegistryEntry = AnyModelDefinition | LazyEntry;

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
