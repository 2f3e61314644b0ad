import { isModelDefinition, type ModelDefinition } from "../definition/model-definition.ts";
import { DuplicateModelTypeError, ModelPackageError, UnknownModelTypeError } from "../errors/registry-errors.ts";
import { isTransonnxError } from "../errors/transonnx-error.ts";
import { checkContract, checkEntry, isLazyEntry, type LazyEntry, type RegistryEntry } from "./entry.ts";

/** The model types that a program can export. Immutable: `extend` makes another. */
export interface Registry {
  /** In the order of the entries, as they are spelt there. */
  readonly modelTypes: readonly string[];
  /** `_` and `-` are alike, as are capitals: `XLM_Roberta` is `xlm-roberta`. */
  has(modelType: string): boolean;
  /**
   * The definition of a model type; a lazy entry is loaded once. Throws UnknownModelTypeError, ModelPackageError
   * where a package cannot be loaded, ContractVersionError where it was built for another version of transonnx, and what an entry's
   * `load` throws that is an error of transonnx. `modelName` is the model in the messages.
   */
  load(modelType: string, modelName?: string): Promise<ModelDefinition>;
  /** A registry with more entries. Throws DuplicateModelTypeError unless `overwriteExisting`. */
  extend(entries: Iterable<RegistryEntry>, options?: { readonly overwriteExisting?: boolean }): Registry;
}

/** What `createRegistry` takes besides the model types. */
export interface RegistryOptions {
  /** Packages of model types that are not in the registry, for the advice to install them. */
  readonly knownPackages?: Readonly<Record<string, string>>;
}

/** One spelling of a model type: lower case, `-` for `_`. */
export const modelTypeKey = (modelType: string): string => modelType.toLowerCase().replaceAll("_", "-");

/** A registry of definitions, and of lazy entries that are loaded on demand. Nothing else is registered anywhere. */
export function createRegistry(entries: Iterable<RegistryEntry>, options: RegistryOptions = {}): Registry {
  return registryOf(merge(new Map(), entries, false), options);
}

type Entries = ReadonlyMap<string, RegistryEntry>;

function merge(existing: Entries, added: Iterable<RegistryEntry>, overwriteExisting: boolean): Entries {
  const merged = new Map(existing);
  const names = new Set<string>();
  for (const entry of added) {
    checkEntry(entry);
    const key = modelTypeKey(entry.modelType);
    if (names.has(key) || (merged.has(key) && !overwriteExisting))
      throw new DuplicateModelTypeError({ modelType: entry.modelType });
    names.add(key);
    merged.set(key, entry);
  }
  return merged;
}

function registryOf(entries: Entries, options: RegistryOptions): Registry {
  const loaded = new Map<string, Promise<ModelDefinition>>();
  const modelTypes = [...entries.values()].map((entry) => entry.modelType);
  const knownPackages = new Map(
    Object.entries(options.knownPackages ?? {}).map(([modelType, name]) => [modelTypeKey(modelType), name]),
  );

  function load(modelType: string, modelName?: string): Promise<ModelDefinition> {
    const key = modelTypeKey(modelType);
    const known = loaded.get(key);
    if (known) return known;
    const loading = loadEntry(modelType, key, modelName);
    loaded.set(key, loading);
    loading.catch(() => loaded.delete(key));
    return loading;
  }

  async function loadEntry(modelType: string, key: string, where?: string): Promise<ModelDefinition> {
    const entry = entries.get(key);
    if (!entry)
      throw new UnknownModelTypeError({ modelType, known: modelTypes, package: knownPackages.get(key), where });
    return isLazyEntry(entry) ? loadPackage(entry) : (entry as ModelDefinition);
  }

  return {
    modelTypes,
    has: (modelType) => entries.has(modelTypeKey(modelType)),
    load,
    extend: (added, { overwriteExisting = false } = {}) =>
      registryOf(merge(entries, added, overwriteExisting), options),
  };
}

async function loadPackage(entry: LazyEntry): Promise<ModelDefinition> {
  const { modelType, package: name } = entry;
  const loading: Promise<unknown> = Promise.resolve().then(() => entry.load());
  const definition = await loading.catch((cause: unknown) => {
    if (isTransonnxError(cause)) throw cause;
    throw new ModelPackageError({ modelType, package: name, cause });
  });
  if (!isModelDefinition(definition))
    throw new ModelPackageError({ modelType, package: name, found: "a value that defineModel did not make" });
  checkContract(definition, name);
  if (modelTypeKey(definition.modelType) !== modelTypeKey(modelType))
    throw new ModelPackageError({ modelType, package: name, found: `the model type "${definition.modelType}"` });
  return definition;
}
