import path from "node:path";
import type { DummyShapes, Registry } from "@transonnx/core";
import { type PreparedExport, prepareExport, readParameter } from "@transonnx/exporter";
import { chooseRuntime } from "@transonnx/validator";
import { checkpointFolder } from "../export/checkpoint-folder.ts";
import type { HubOptions } from "../hub/hub-options.ts";
import type { PluginOptions, PluginUse } from "../plugins/index.ts";
import { namingPlugins } from "../plugins/name-plugins.ts";
import { pluginsFor } from "../plugins/plugins-for.ts";
import { exportedFiles } from "./exported-files.ts";
import { readReference } from "./reference-file.ts";
import { type PartValidation, validateParts } from "./validate-parts.ts";

/** What `validateExport` takes besides the two folders. */
export interface ValidateExportOptions extends HubOptions, PluginOptions {
  /** Default: the task that the file says it was exported for, else that of config.json's `architectures`. */
  readonly task?: string;
  readonly framework?: string;
  readonly atol?: number;
  /** A safetensors file of inputs and outputs made elsewhere. */
  readonly reference?: string;
  /** Takes every check that does not run for an error. Default false. */
  readonly strict?: boolean;
  readonly shapes?: Partial<DummyShapes>;
  /** Default: every model type of transonnx, and those of plugins. */
  readonly registry?: Registry;
  readonly onCase?: (name: string, index: number, count: number) => void;
  readonly signal?: AbortSignal;
}

/** What `validateExport` found: the model type, the task, and a report for each file. */
export interface ValidatedExport {
  readonly modelType: string;
  readonly task: string;
  readonly validation: readonly PartValidation[];
  /** The model types that plugins serve. */
  readonly plugins: readonly PluginUse[];
}

/**
 * Compares an export that lies in a folder (or its ONNX file) with what a checkpoint computes. Throws the gravest failure,
 * RuntimeMissingError, HubError, what `prepareExport` throws, PluginError and ContractVersionError.
 */
export async function validateExport(
  modelNameOrPath: string,
  output: string,
  options: ValidateExportOptions = {},
): Promise<ValidatedExport> {
  const plugins = await pluginsFor("validateExport", modelNameOrPath, options);
  const validated = await namingPlugins(plugins, () => validate(modelNameOrPath, output, plugins.registry, options));
  return { ...validated, plugins: plugins.used };
}

async function validate(
  modelNameOrPath: string,
  output: string,
  registry: Registry,
  { task, framework, reference, ...options }: ValidateExportOptions,
): Promise<Omit<ValidatedExport, "plugins">> {
  const { pathOf, options: made } = await exportedFiles(output);
  const runtime = await chooseRuntime();
  const checkpoint = await checkpointFolder("validateExport", modelNameOrPath, options);
  const prepared = await prepareExport({ checkpoint, registry, framework, ...made, task: task ?? made.task });
  try {
    const { modelType } = prepared;
    const { parts, merged } = partsAt(output, prepared);
    const parameter = (name: string) => readParameter(prepared.checkpoint, name);
    const arrays = reference === undefined ? undefined : await readReference(reference);
    const validation = await validateParts(
      { parts, merged, parameter, pathOf },
      { ...options, runtime, reference: arrays },
    );
    return { modelType, task: prepared.task, validation };
  } finally {
    await prepared.close();
  }
}

/** The one part whose file is named; all parts of a folder. */
function partsAt(output: string, { parts, merged }: PreparedExport): Pick<PreparedExport, "parts" | "merged"> {
  const named = parts.filter(({ file }) => path.posix.basename(file) === path.basename(output));
  return named.length > 0 ? { parts: named, merged: undefined } : { parts, merged };
}
