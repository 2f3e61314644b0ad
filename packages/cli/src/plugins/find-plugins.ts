import path from "node:path";
import { createRegistry, type ModelDefinition, type Registry, UnknownModelTypeError } from "@transonnx/core";
import { models } from "../generated/models.ts";
import { type ConfigFile, readConfigFile } from "./config-file.ts";
import { installedPlugins } from "./installed-plugins.ts";
import { type Naming, namedPlugin } from "./named-plugin.ts";
import { notOf } from "./not-of-checkpoint.ts";
import type { Plugin } from "./plugin.ts";
import type { PluginError } from "./plugin-error.ts";
import { type PluginUse, type Serving, servings } from "./serving.ts";

/** Which plugins take part. */
export interface PluginOptions {
  /**
   * Plugins by name: packages that are installed, as seen from the working directory; files and folders, by paths that begin with
   * `.` or `/`; definitions. Default: none.
   */
  readonly plugins?: readonly (string | ModelDefinition)[] | undefined;
  /** Whether a plugin may take the place of a model type of transonnx. Default: what the configuration file says, else false. */
  readonly preferPlugin?: boolean | undefined;
  /** Whether transonnx.config.js and installed packages with the keyword `transonnx-model` count. Default false. */
  readonly discoverPlugins?: boolean | undefined;
}

/** What `findPlugins` takes: which plugins are named, and where they are looked for. */
export interface FindPluginsOptions extends PluginOptions {
  /** The working directory. Default: that of the process. */
  readonly cwd?: string | undefined;
  /** The checkpoint that is to be read: nothing that lies in it is loaded unless a path names it. */
  readonly checkpoint?: string | undefined;
}

/** The model types of transonnx and of plugins. */
export interface Plugins {
  readonly registry: Registry;
  /** The model types of plugins, and which of them are in the way of others. */
  readonly servings: readonly Serving[];
  /** Why installed packages with the keyword are no plugins. */
  readonly problems: readonly PluginError[];
  /** The model types of plugins that were loaded so far. */
  readonly used: readonly PluginUse[];
  /** Folders and files that their code lies in. */
  readonly loadedFrom: readonly string[];
}

/**
 * Finds plugins. The code of one runs when a model type of it is loaded, unless it does not declare its model types. Throws
 * PluginError for a plugin that is named and cannot be used; `registry.load` throws for others.
 */
export async function findPlugins(options: FindPluginsOptions = {}): Promise<Plugins> {
  const { plugins: named = [], discoverPlugins = false, checkpoint } = options;
  const cwd = path.resolve(options.cwd ?? ".");
  const allow = notOf(checkpoint);
  const config = discoverPlugins ? await readConfigFile(cwd, allow) : undefined;
  const installed =
    discoverPlugins && config?.discover !== false ? await installedPlugins(cwd, allow) : { plugins: [], problems: [] };
  const found = [
    ...(await all(named, { origin: "option", from: cwd, cwd, by: "--plugin", allow })),
    ...(config ? await ofConfig(config, { cwd, allow }) : []),
    ...installed.plugins,
  ];
  const used: PluginUse[] = [];
  const loadedFrom: string[] = [];
  const served = servings(withoutDoubles(found), {
    own: models,
    preferPlugin: options.preferPlugin ?? config?.preferPlugin ?? false,
    onUse: (use, { identity }) => {
      used.push(use);
      if (typeof identity === "string") loadedFrom.push(identity);
    },
  });
  const entries = served.map(({ entry }) => entry);
  const registry = createRegistry(models).extend(entries, { overwriteExisting: true });
  const { problems } = installed;
  return { registry: explained(registry, problems), servings: served, problems, used, loadedFrom };
}

const ofConfig = (config: ConfigFile, { cwd, allow }: Pick<Naming, "cwd" | "allow">): Promise<readonly Plugin[]> =>
  all(config.plugins ?? [], { origin: "config", from: path.dirname(config.file), cwd, by: config.shown, allow });

async function all(named: readonly (string | ModelDefinition)[], naming: Naming): Promise<readonly Plugin[]> {
  const found: Plugin[] = [];
  for (const each of named) found.push(await namedPlugin(each, naming));
  return found;
}

/** One plugin that is found twice counts where it was found first. */
const withoutDoubles = (plugins: readonly Plugin[]): readonly Plugin[] =>
  plugins.filter(({ identity }, i) => plugins.findIndex((other) => other.identity === identity) === i);

/** A registry that, where it lacks a model type, tells of the package that may have been meant to hold it. */
function explained(registry: Registry, problems: readonly PluginError[]): Registry {
  const [problem] = problems;
  if (problem === undefined) return registry;
  return {
    ...registry,
    load: async (modelType, modelName) => {
      try {
        return await registry.load(modelType, modelName);
      } catch (error) {
        throw error instanceof UnknownModelTypeError ? problem : error;
      }
    },
  };
}
