import type { ModelDefinition } from "@transonnx/core";

/**
 * How a plugin was found: named by an option or by `--plugin`, named by a configuration file, or installed. An earlier one of
 * these wins over a later one.
 */
export const PLUGIN_ORIGINS = ["option", "config", "installed"] as const;
/** How a plugin was found. */
export type PluginOrigin = (typeof PLUGIN_ORIGINS)[number];

/** Where a plugin comes from. */
export interface PluginSource {
  /** The name of its package, or its path. */
  readonly name: string;
  readonly version: string | undefined;
  readonly origin: PluginOrigin;
  /** Its folder or file, below the working directory where it lies there; undefined for a definition that was passed. */
  readonly path: string | undefined;
}

/** A plugin that was found. Its code runs when one of its model types is loaded, unless it does not declare them. */
export interface Plugin extends PluginSource {
  /** Its real path, by which one that is found twice is told. */
  readonly identity: unknown;
  readonly modelTypes: readonly string[];
  /** Throws PluginError and ContractVersionError. */
  load(modelType: string): Promise<ModelDefinition>;
}

/** A plugin as a message names it: `transonnx-my-model 1.0.0 (node_modules/transonnx-my-model)`. */
export function showPlugin({ name, version, path }: Omit<PluginSource, "origin">): string {
  const named = version === undefined ? name : `${name} ${version}`;
  return path === undefined || path === name ? named : `${named} (${path})`;
}
