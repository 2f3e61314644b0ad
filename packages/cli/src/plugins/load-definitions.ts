import { pathToFileURL } from "node:url";
import type { ModelDefinition } from "@transonnx/core";
import { CONTRACT_VERSION, ContractVersionError, definitionProblems, isModelDefinition } from "@transonnx/core";
import { nativeImport } from "./native-import.ts";
import { type PluginSource, showPlugin } from "./plugin.ts";
import { PluginError, whatAndWhere } from "./plugin-error.ts";

/** Imports a module. Throws PluginError, with what it threw as the cause. */
export async function importModule(
  file: string,
  source: PluginSource,
  advice?: string,
): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await nativeImport(pathToFileURL(file).href);
  } catch (cause) {
    throw new PluginError("its code fails while it is loaded", {
      ...{ problem: "load", plugin: source.name, where: showPlugin(source), found: whatAndWhere(cause, file), cause },
      advice: adviceFor(cause, advice ?? `Correct the plugin, or tell the author of ${source.name}`),
    });
  }
}

function adviceFor(cause: unknown, otherwise: string): string {
  const missing = /Cannot find package '([^']+)'/.exec(cause instanceof Error ? cause.message : "")?.[1];
  if (missing !== undefined) return `Install what it needs: npm install ${missing}`;
  return `${otherwise}; --debug prints the stack`;
}

/** The definitions among what a module exports: any name will do, and those of a CommonJS module's default count. */
export function definitionsOf(exported: Readonly<Record<string, unknown>>): readonly ModelDefinition[] {
  const { default: whole } = exported;
  const inner = typeof whole === "object" && whole !== null && !isModelDefinition(whole) ? Object.values(whole) : [];
  return [...new Set([...Object.values(exported), ...inner].filter(isModelDefinition))];
}

/** Throws PluginError where a module exports no definition. */
export function requireDefinitions(
  exported: Readonly<Record<string, unknown>>,
  source: PluginSource,
): readonly ModelDefinition[] {
  const definitions = definitionsOf(exported);
  if (definitions.length > 0) return definitions;
  const names = Object.keys(exported);
  throw new PluginError("it exports no model definition", {
    ...{ problem: "no-definition", plugin: source.name, where: showPlugin(source) },
    expected: "a value that defineModel of @transonnx/core made, under any name",
    found: names.length > 0 ? `the exports ${names.join(", ")}` : "no exports",
    advice: "Export the model type from the package's main entry",
  });
}

/** Throws ContractVersionError, and PluginError where a definition lacks what defineModel asks for. */
export function checkDefinition(definition: ModelDefinition, source: PluginSource): void {
  const { contract, modelType } = definition;
  checkContract(contract, modelType, source);
  const problems = definitionProblems(definition);
  if (problems.length === 0) return;
  const named = typeof modelType === "string" ? modelType : undefined;
  const listed = problems.map(({ field, expected, found }) => `${field} is ${found}, not ${expected}`).join("; ");
  throw new PluginError(`its definition ${named === undefined ? "" : `of ${named} `}is not complete: ${listed}`, {
    ...{ problem: "definition", plugin: source.name, modelType: named, where: showPlugin(source) },
    advice: "Correct what it passes to defineModel",
  });
}

/** Throws ContractVersionError where a plugin was built for another version than this. */
export function checkContract(contract: number | undefined, modelType: string, source: PluginSource): void {
  if (contract === CONTRACT_VERSION) return;
  const fields = { modelType, package: source.name, builtFor: contract, current: CONTRACT_VERSION };
  throw new ContractVersionError({ ...fields, where: showPlugin(source) });
}
