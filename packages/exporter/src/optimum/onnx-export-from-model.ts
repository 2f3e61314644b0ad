import type { OnnxConfigOptions } from "@transonnx/core";
import { checkDType, type ExportReport, type WriteExportOptions, writeExport } from "../export/export-model.ts";
import type { OutputFolder } from "../outputs/output-folder.ts";
import type { OpenedModel } from "../prepare/open-model.ts";
import { type PartOptions, type PreparedExport, prepareParts } from "../prepare/prepare-export.ts";

/** Optimum's keywords that mean something without PyTorch, and those of `exportModel`. */
export interface OnnxExportFromModelOptions<V = undefined>
  extends Omit<PartOptions, "onnxConfigOptions">,
    Omit<WriteExportOptions<V>, "foldConstants"> {
  /** Default true. */
  readonly doConstantFolding?: boolean;
  /** Whether `validate` runs, where there is one. Default true. */
  readonly doValidation?: boolean;
  /** Default: the class's `defaultVariant`. */
  readonly variant?: string;
  readonly preprocessors?: OnnxConfigOptions["preprocessors"];
}

/**
 * Exports a model that is open, as optimum's `onnx_export_from_model` does one that is loaded. The output is complete or as
 * it was before; the model stays open. Of a prepared export the parts are written as they are. Throws what `exportModel`
 * throws.
 */
export async function onnxExportFromModel<V = undefined>(
  model: PreparedExport | OpenedModel,
  output: OutputFolder,
  options: OnnxExportFromModelOptions<V> = {},
): Promise<ExportReport<V>> {
  const { doConstantFolding, doValidation = true, validate, variant, preprocessors } = options;
  checkDType(options.dtype);
  try {
    await output.begin?.(model.folder);
    const onnxConfigOptions = { variant, preprocessors };
    const prepared = "parts" in model ? model : prepareParts(model, { ...options, onnxConfigOptions });
    const writing = { ...options, foldConstants: doConstantFolding, validate: doValidation ? validate : undefined };
    return await writeExport(prepared, output, writing);
  } catch (error) {
    await output.discard().catch(() => undefined);
    throw error;
  }
}
