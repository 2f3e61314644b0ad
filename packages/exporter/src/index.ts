export { blobFolder, memoryFolder } from "@transonnx/checkpoint";
export { createRegistry } from "@transonnx/core";
export type { CastSummary } from "./export/casts.ts";
export {
  EXPORT_DTYPES,
  type ExportDType,
  type ExportModelOptions,
  type ExportReport,
  exportModel,
  type StagedExport,
  type Validate,
  type WriteExportOptions,
} from "./export/export-model.ts";
export type { ExportSummary, OutputFileSummary, PartSummary } from "./export/summary.ts";
export type { LaidOutExport, Layout } from "./layouts/layout.ts";
export { LayoutError } from "./layouts/layout-error.ts";
export { type LayoutName, layoutNames, layoutOf } from "./layouts/layouts.ts";
export { OpsetError } from "./lowering/check-opset.ts";
export { type LowerOptions, lower } from "./lowering/lower.ts";
export { NEWEST_OPSET, OLDEST_OPSET, type Target, type TargetName, targetNames, targetOf } from "./lowering/targets.ts";
export { toGraphSpec, type WeightResolver } from "./lowering/to-graph-spec.ts";
export { mergeDecoders } from "./merge/merge-decoders.ts";
export { MergeError } from "./merge/merge-error.ts";
export {
  buildModelGraph,
  buildModelGraphs,
  type ModelGraph,
  type ModelGraphOptions,
  type ModelGraphsOptions,
} from "./model-graph.ts";
export { type ModelSpecOptions, PRODUCER_NAME, PRODUCER_VERSION, toModelSpec } from "./model-spec.ts";
export {
  checkDummyInputsAreAllowed,
  ensureModelAndConfigInputsMatch,
  type ModelWithInputs,
} from "./optimum/check-inputs.ts";
export {
  type ExportModelsOptions,
  type ExportOnnxOptions,
  exportModels,
  exportOnnx,
  type InputsAndOutputs,
  type ModelsAndOnnxConfigs,
} from "./optimum/export-models.ts";
export { type OnnxExportFromModelOptions, onnxExportFromModel } from "./optimum/onnx-export-from-model.ts";
export type {
  DirectoryHandleLike,
  FileHandleLike,
  SyncAccessLike,
  WritableLike,
} from "./outputs/directory-handle.ts";
export { OutputError, OutputExistsError } from "./outputs/errors.ts";
export { type MemoryOutput, memoryOutput } from "./outputs/memory-output.ts";
export { type OpfsOutput, opfsOutput } from "./outputs/opfs-output.ts";
export type { OutputFile, OutputFolder } from "./outputs/output-folder.ts";
export { type NamedTensors, type Pass, rewrite } from "./passes/rewrite.ts";
export {
  type ExportPlan,
  type ExportProblem,
  type PlanExportOptions,
  planExport,
  type TaskPlan,
} from "./plan/plan-export.ts";
export { AUTO_TASK, architecturesOf, chooseTask, type TaskChoice } from "./prepare/choose-task.ts";
export { type OpenedModel, type OpenModelOptions, openModel } from "./prepare/open-model.ts";
export { type PartConfig, type PartConfigOptions, partConfigs } from "./prepare/part-configs.ts";
export {
  type ExportPart,
  type MergedPart,
  type PartFile,
  type PartOptions,
  type PreparedExport,
  type PrepareExportOptions,
  prepareExport,
  prepareParts,
} from "./prepare/prepare-export.ts";
export { PreprocessorError, type PreprocessorErrorFields } from "./preprocessors/preprocessor-error.ts";
export type { Preprocessor } from "./preprocessors/read-preprocessors.ts";
export { readParameter } from "./weights/read-parameter.ts";
export { type WeightsMode, weightsModes } from "./weights/weights-mode.ts";
