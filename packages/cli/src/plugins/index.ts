export { defineConfig, type TransonnxConfig } from "./config-file.ts";
export { type FindPluginsOptions, findPlugins, type PluginOptions, type Plugins } from "./find-plugins.ts";
export type { PluginOrigin, PluginSource } from "./plugin.ts";
export { PluginError, type PluginErrorDetails, type PluginProblem } from "./plugin-error.ts";
export type { PluginUse, Serving } from "./serving.ts";
