import type { Registry } from "@transonnx/core";
import { type ExportModelOptions, type ExportReport, exportModel as exportWith } from "@transonnx/exporter";
import { registry as allModels } from "../registry.ts";

/** What `exportModel` takes here: the exporter's options, with every model type where no registry is given. */
export interface ExportFolderOptions<V = undefined> extends Omit<ExportModelOptions<V>, "registry"> {
  /** Default: every model type of transonnx. */
  readonly registry?: Registry;
}

/** `exportModel` of `@transonnx/exporter` with every model type, for folders and outputs of any kind. */
export const exportModel = <V = undefined>({
  registry = allModels,
  ...options
}: ExportFolderOptions<V>): Promise<ExportReport<V>> => exportWith<V>({ ...options, registry });
