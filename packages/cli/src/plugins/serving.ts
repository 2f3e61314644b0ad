import { type LazyEntry, modelTypeKey } from "@transonnx/core";
import { PLUGIN_ORIGINS, type Plugin, type PluginSource, showPlugin } from "./plugin.ts";
import { PluginError } from "./plugin-error.ts";

/** A model type of a plugin whose code was loaded. */
export interface PluginUse extends PluginSource {
  readonly modelType: string;
  /** Who would serve the model type without it: a package of transonnx, other plugins. */
  readonly replaces: readonly string[];
}

/** A model type, and who serves it. */
export interface Serving extends PluginUse {
  /** Throws PluginError where several serve it and nothing says which. */
  readonly entry: LazyEntry;
  readonly conflict: PluginError | undefined;
}

export interface ServingOptions {
  /** The model types of transonnx. */
  readonly own: readonly LazyEntry[];
  readonly preferPlugin: boolean;
  readonly onUse: (use: PluginUse, plugin: Plugin) => void;
}

/**
 * The model types of plugins. One that is named by an option wins over one of the configuration file, and that over one which is
 * merely installed; two of the same rank, and one beside a model type of transonnx, are a conflict, thrown where the model
 * type is asked for.
 */
export function servings(plugins: readonly Plugin[], options: ServingOptions): readonly Serving[] {
  const claims = new Map<string, { modelType: string; plugins: Plugin[] }>();
  for (const plugin of plugins)
    for (const modelType of plugin.modelTypes) {
      const key = modelTypeKey(modelType);
      const claim = claims.get(key) ?? { modelType, plugins: [] };
      if (!claim.plugins.includes(plugin)) claim.plugins.push(plugin);
      claims.set(key, claim);
    }
  return [...claims.values()].map(({ modelType, plugins }) => serving(modelType, plugins, options));
}

function serving(
  modelType: string,
  claiming: readonly Plugin[],
  { own, preferPlugin, onUse }: ServingOptions,
): Serving {
  const ranked = PLUGIN_ORIGINS.flatMap((origin) => claiming.filter((plugin) => plugin.origin === origin));
  const [first, second] = ranked as [Plugin, Plugin | undefined];
  const ours = own.find((entry) => modelTypeKey(entry.modelType) === modelTypeKey(modelType))?.package;
  const conflict =
    ours !== undefined && !preferPlugin
      ? againstOurs(modelType, first, ours)
      : second?.origin === first.origin
        ? betweenTwo(modelType, first, second)
        : undefined;
  const { name, version, origin, path } = first;
  const replaces = [...(ours === undefined ? [] : [ours]), ...ranked.slice(1).map(showPlugin)];
  const use: PluginUse = { modelType, name, version, origin, path, replaces };
  const load = async () => {
    if (conflict) throw conflict;
    const definition = await first.load(modelType);
    onUse(use, first);
    return definition;
  };
  return { ...use, conflict, entry: { modelType, package: name, load } };
}

function againstOurs(modelType: string, plugin: Plugin, ours: string): PluginError {
  const leave =
    plugin.origin === "installed" ? "Leave installed plugins out by --no-discovery" : "Leave the plugin out";
  return new PluginError(`the model type ${modelType} is that of ${ours}, and of the plugin ${plugin.name}`, {
    ...{ problem: "conflict", plugin: plugin.name, modelType, where: showPlugin(plugin) },
    advice: `${leave} to use that of ${ours}, or let it take its place by --prefer-plugin (preferPlugin: true)`,
  });
}

const betweenTwo = (modelType: string, first: Plugin, second: Plugin): PluginError =>
  new PluginError(`two plugins serve the model type ${modelType}: ${showPlugin(first)} and ${showPlugin(second)}`, {
    ...{ problem: "conflict", plugin: first.name, modelType },
    advice:
      first.origin === "option"
        ? "Name one of them only"
        : `Choose by --plugin ${first.name} or --plugin ${second.name}: one that is named there wins`,
  });
