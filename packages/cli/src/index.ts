export { type ExportFolderOptions, exportModel } from "./export/export-model.ts";
export { type MainExportReport, mainExport } from "./export/main-export.ts";
export type { MainExportOptions } from "./export/main-export-options.ts";
export { type NotBuilt, notBuilt } from "./export/not-built.ts";
export type { PreprocessorKind } from "./export/preprocessor-files.ts";
export type { HubOptions } from "./hub/hub-options.ts";
export { createManagers, featuresManager, type Managers, tasksManager } from "./managers.ts";
export {
  defineConfig,
  type FindPluginsOptions,
  findPlugins,
  PluginError,
  type PluginErrorDetails,
  type PluginOptions,
  type PluginOrigin,
  type PluginProblem,
  type PluginSource,
  type Plugins,
  type PluginUse,
  type Serving,
  type TransonnxConfig,
} from "./plugins/index.ts";
export { registry } from "./registry.ts";
export { type ValidatedExport, type ValidateExportOptions, validateExport } from "./validation/validate-export.ts";
export type { PartValidation } from "./validation/validate-parts.ts";
export { VERSION } from "./version.ts";
