import type { Command } from "commander";
import type { PluginOptions } from "../plugins/index.ts";

/** The flags that say which plugins take part. */
export interface PluginFlags {
  readonly plugin?: readonly string[];
  readonly preferPlugin?: boolean;
  readonly discovery: boolean;
}

/** Declares them. */
export const addPlugins = (command: Command): Command =>
  command
    .optionsGroup("Plugins:")
    .option("--plugin <name>", "a package with model types, or a path that begins with . or /; repeatable", append)
    .option("--prefer-plugin", "let a plugin take the place of a model type of transonnx")
    .option("--no-discovery", "look for no transonnx.config file and for no installed plugins");

/** What they ask for. */
export const pluginOptions = ({ plugin, preferPlugin, discovery }: PluginFlags): PluginOptions => ({
  ...{ plugins: plugin, preferPlugin, discoverPlugins: discovery },
});

const append = (name: string, before: readonly string[] = []): readonly string[] => [...before, name];
