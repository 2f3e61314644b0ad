import { realpath } from "node:fs/promises";
import path from "node:path";
import { type ModelDefinition, modelTypeKey } from "@transonnx/core";
import { entryOf } from "./entry.ts";
import { guardedDefinition } from "./guarded-definition.ts";
import { checkContract, checkDefinition, importModule, requireDefinitions } from "./load-definitions.ts";
import type { Declaration, Manifest } from "./manifest.ts";
import { type Plugin, type PluginSource, showPlugin } from "./plugin.ts";
import { PluginError } from "./plugin-error.ts";

/** A package that declares its model types: its code is loaded for them alone. */
export async function declaredPlugin(
  manifest: Manifest,
  { modelTypes, contract }: Declaration,
  source: PluginSource,
): Promise<Plugin> {
  return {
    ...source,
    identity: await realpath(manifest.folder),
    modelTypes,
    async load(modelType) {
      checkContract(contract, modelType, source);
      const file = await entryOf(await realManifest(manifest), source);
      const definitions = requireDefinitions(await importModule(file, source), source);
      return usable(ofModelType(modelType, definitions, source), source);
    },
  };
}

/** A package that declares nothing, and was named: it is loaded to see what it holds. */
export async function undeclaredPlugin(manifest: Manifest, source: PluginSource): Promise<Plugin> {
  return modulePlugin(await entryOf(await realManifest(manifest), source), source);
}

/** A file, loaded to see what it holds. */
export async function modulePlugin(file: string, source: PluginSource): Promise<Plugin> {
  const definitions = requireDefinitions(await importModule(await realpath(file), source), source);
  return loadedPlugin(definitions, await realpath(file), source);
}

/** Definitions that are there already. Throws PluginError and ContractVersionError. */
export function loadedPlugin(definitions: readonly ModelDefinition[], identity: unknown, source: PluginSource): Plugin {
  for (const definition of definitions) checkDefinition(definition, source);
  return {
    ...source,
    identity,
    modelTypes: definitions.map(({ modelType }) => modelType),
    load: async (modelType) => guardedDefinition(ofModelType(modelType, definitions, source), source),
  };
}

function usable(definition: ModelDefinition, source: PluginSource): ModelDefinition {
  checkDefinition(definition, source);
  return guardedDefinition(definition, source);
}

/** Throws PluginError where the model type is not there, or is there twice. */
function ofModelType(
  modelType: string,
  definitions: readonly ModelDefinition[],
  source: PluginSource,
): ModelDefinition {
  const key = modelTypeKey(modelType);
  const found = definitions.filter(
    (each) => typeof each.modelType === "string" && modelTypeKey(each.modelType) === key,
  );
  if (found.length === 1) return found[0]!;
  const there = definitions.map((each) => String(each.modelType)).join(", ");
  throw new PluginError(
    found.length === 0
      ? `its package.json declares the model type ${modelType}, and it exports no definition of it`
      : `it exports ${found.length} definitions of the model type ${modelType}`,
    {
      ...{ problem: "model-type", plugin: source.name, modelType, where: showPlugin(source) },
      expected: `a definition of ${modelType}`,
      found: `definitions of ${there}`,
      advice: "Make transonnx.modelTypes in its package.json what the package exports",
    },
  );
}

/** Links are followed, as Node does: what the package imports is found from where it really lies. */
const realManifest = async (manifest: Manifest): Promise<Manifest> => ({
  ...manifest,
  folder: await realpath(manifest.folder),
});

/** The source of a package that lies in a folder. */
export const sourceOf = (
  { name, version, folder }: Manifest,
  origin: PluginSource["origin"],
  shown: string,
): PluginSource => ({ name: name ?? path.basename(folder), version, origin, path: shown });
