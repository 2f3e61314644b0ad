import path from "node:path";
import { type ExportReport, exportModel, type StagedExport } from "@transonnx/exporter";
import { nodeOutput } from "@transonnx/exporter/node";
import type { PluginUse } from "../plugins/index.ts";
import { namingPlugins } from "../plugins/name-plugins.ts";
import { pluginsFor } from "../plugins/plugins-for.ts";
import type { PartValidation } from "../validation/validate-parts.ts";
import { checkpointFolder } from "./checkpoint-folder.ts";
import { checkedShapes, type MainExportOptions } from "./main-export-options.ts";
import { requirePreprocessor } from "./preprocessor-files.ts";

/** What an export wrote, and what the comparison with the reference found; undefined without validation. */
export interface MainExportReport extends ExportReport<readonly PartValidation[]> {
  /** The model types that plugins serve. */
  readonly plugins: readonly PluginUse[];
}

/**
 * Exports a checkpoint to ONNX: optimum's `main_export`. `modelNameOrPath` is the folder of config.json and the weights,
 * else a model of the Hugging Face Hub (`owner/name`), which is downloaded to the cache as far as it is read; `output` is the folder
 * to be made, which is complete in the end or as it was. The written file is compared with what the checkpoint computes before it is
 * put in place, for which onnxruntime-node has to be installed.
 *
 * Throws HubError, what `exportModel` of `@transonnx/exporter` throws, RuntimeMissingError, and the gravest failure of the validation;
 * OptionError for an option of optimum's that is not built, UnknownOptionError; PluginError and ContractVersionError for a plugin.
 */
export async function mainExport(
  modelNameOrPath: string,
  output: string,
  options: MainExportOptions = {},
): Promise<MainExportReport> {
  const shapes = checkedShapes(options);
  const checkpoint = await checkpointFolder("mainExport", modelNameOrPath, options);
  await requirePreprocessor(checkpoint, options.preprocessor);
  const plugins = await pluginsFor("mainExport", modelNameOrPath, options);
  const { registry } = plugins;
  const { doConstantFolding: foldConstants, variant, signal, onProgress } = options;
  const { task, opset, dtype, framework, customOnnxConfigs, layout, target, weights, strict, patchingSpecs } = options;
  const { monolith, noPostProcess } = options;
  const validate = options.doValidation === false ? undefined : await validation({ ...options, shapes });
  const report = await namingPlugins(plugins, () =>
    exportModel({
      ...{ checkpoint, registry, task, framework, layout, target, opset, dtype, weights, strict },
      ...{ monolith, noPostProcess, customOnnxConfigs, foldConstants, patchingSpecs, signal, onProgress },
      onnxConfigOptions: variant === undefined ? undefined : { variant },
      output: nodeOutput(output, { force: options.force }),
      validate,
    }),
  );
  return { ...report, plugins: plugins.used };
}

/** Loads ONNX Runtime and the reference, so that what is missing is missed before anything is written. */
async function validation({
  reference,
  ...options
}: MainExportOptions & { readonly shapes: ReturnType<typeof checkedShapes> }) {
  const { chooseRuntime, RuntimeMissingError } = await import("@transonnx/validator");
  const { validateParts } = await import("../validation/validate-parts.ts");
  const runtime = await chooseRuntime().catch((error: unknown) => {
    if (!(error instanceof RuntimeMissingError)) throw error;
    const { packages, advice, cause } = error;
    const otherwise = "or export without validation (--no-validate, doValidation: false)";
    throw new RuntimeMissingError({ packages, advice: `${advice}; ${otherwise}`, cause });
  });
  const arrays =
    reference === undefined
      ? undefined
      : await import("../validation/reference-file.ts").then(({ readReference }) => readReference(reference));
  return ({ parts, merged, parameter, output }: StagedExport) =>
    validateParts(
      { parts, merged, parameter, pathOf: (file) => path.join(output.path!, file) },
      { ...options, runtime, reference: arrays },
    );
}
