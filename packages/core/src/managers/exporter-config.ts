import type { ModelDefinition } from "../definition/model-definition.ts";
import { OptionError } from "../errors/option-error.ts";
import type { OnnxConfig } from "../onnx-config/onnx-config.ts";
import type { OnnxConfigOptions } from "../onnx-config/options.ts";
import type { PretrainedConfig } from "../onnx-config/pretrained-config.ts";
import type { TaskName } from "../tasks/task.ts";

/** Makes the OnnxConfig of one model type and task from a config.json, which it checks and completes. */
export type ExporterConfigConstructor = (
  config: Readonly<Record<string, unknown>>,
  options?: OnnxConfigOptions,
) => OnnxConfig<PretrainedConfig>;

export const exporterConfigConstructor =
  (definition: ModelDefinition, task: TaskName, defaults: OnnxConfigOptions = {}): ExporterConfigConstructor =>
  (config, options) =>
    new definition.onnxConfig(definition.parseConfig(config), task, { ...defaults, ...options });

/** Optimum's backends of which one is here. Throws OptionError for another. */
export function checkExporter(where: string, exporter: string): void {
  if (exporter !== "onnx") throw new OptionError({ where, option: "exporter", value: exporter, allowed: ["onnx"] });
}
