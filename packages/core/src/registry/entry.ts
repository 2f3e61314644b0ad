import { CONTRACT_VERSION } from "../definition/contract.ts";
import { isModelDefinition, type ModelDefinition } from "../definition/model-definition.ts";
import { ContractVersionError } from "../errors/registry-errors.ts";
import { TransonnxError } from "../errors/transonnx-error.ts";

/** A model type whose package is loaded when it is needed. */
export interface LazyEntry {
  readonly modelType: string;
  /** Name of the npm package, for the message when it cannot be loaded. */
  readonly package: string;
  /** The definition, such as `async () => (await import("@transonnx/bert")).bert`. */
  load(): Promise<ModelDefinition>;
}

/** A model definition, or a model type whose package is loaded when it is asked for. */
export type RegistryEntry = ModelDefinition | LazyEntry;

/** Whether an entry has yet to be loaded. */
export const isLazyEntry = (entry: RegistryEntry): entry is LazyEntry =>
  !isModelDefinition(entry) && typeof (entry as Partial<LazyEntry>).load === "function";

/** Throws ContractVersionError for a definition that was made for another version of the contract. */
export function checkContract({ modelType, contract }: ModelDefinition, name?: string): void {
  if (contract !== CONTRACT_VERSION)
    throw new ContractVersionError({ modelType, package: name, builtFor: contract, current: CONTRACT_VERSION });
}

/** Throws where an entry is neither a definition nor a lazy entry, and ContractVersionError. */
export function checkEntry(entry: RegistryEntry): void {
  if (isLazyEntry(entry)) return;
  if (!isModelDefinition(entry)) throw noDefinition();
  checkContract(entry);
}

const noDefinition = (): TransonnxError =>
  new TransonnxError("an entry is no model definition", {
    where: "createRegistry",
    expected: "what defineModel returns, or { modelType, package, load }",
    advice: "Pass the definition that the model's package exports, such as bert of @transonnx/bert",
  });
