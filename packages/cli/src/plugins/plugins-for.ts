import { OptionError, type Registry } from "@transonnx/core";
import { registry as allModels } from "../registry.ts";
import { findPlugins, type PluginOptions, type Plugins } from "./find-plugins.ts";

/**
 * The model types that an export of a checkpoint may be of: those of a registry that is given, else transonnx's and those of
 * plugins. Throws OptionError where both are given, and PluginError.
 */
export async function pluginsFor(
  where: string,
  checkpoint: string,
  { registry, ...options }: PluginOptions & { readonly registry?: Registry | undefined },
): Promise<Pick<Plugins, "registry" | "used" | "loadedFrom">> {
  const { plugins, discoverPlugins } = options;
  if (registry !== undefined && (plugins !== undefined || discoverPlugins))
    throw new OptionError({
      ...{ where, option: "registry", expected: "nothing beside plugins and discoverPlugins" },
      advice: "Pass registry.extend(definitions), or leave the registry out",
    });
  if (registry !== undefined || (plugins === undefined && !discoverPlugins))
    return { registry: registry ?? allModels, used: [], loadedFrom: [] };
  return findPlugins({ ...options, checkpoint });
}
