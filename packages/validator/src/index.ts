export type { Padding } from "./cases/padding.ts";
export { type CasePlan, shapeMatrix } from "./cases/shape-matrix.ts";
export { CHECKS, type Check, type CheckName, type CheckPlace, type CheckResult, showCheck } from "./checks/check.ts";
export { type Difference, differenceOf, type Tolerance } from "./compare/difference.ts";
export type { Divergence } from "./divergence/find-divergence.ts";
export {
  DTypeError,
  IncompleteValidationError,
  ReferenceArraysError,
  RuntimeError,
  RuntimeMissingError,
  WeightMismatchError,
} from "./errors.ts";
export {
  type GenerationPart,
  type ValidateGenerationOptions,
  validateGeneration,
} from "./generation/validate-generation.ts";
export { type Branch, type BranchOptions, mergedBranches } from "./merged/merged-branches.ts";
export { openWithOutputs } from "./model/open-with-outputs.ts";
export {
  type PartComparison,
  type PartsToCompare,
  partComparisons,
  type WrittenPart,
} from "./parts/part-comparisons.ts";
export {
  type ValidateModelOutputsOptions,
  type ValidateModelsOutputsOptions,
  validateModelOutputs,
  validateModelsOutputs,
} from "./peers/validate-model-outputs.ts";
export { assertValid, type CaseReport, type ValidationReport } from "./report.ts";
export { chooseRuntime } from "./runtime/choose-runtime.ts";
export { onnxruntimeNode } from "./runtime/onnxruntime-node.ts";
export { onnxruntimeWeb } from "./runtime/onnxruntime-web.ts";
export type {
  BlobLike,
  ModelBytes,
  ModelSource,
  Runtime,
  Session,
  SessionOptions,
  SessionValue,
} from "./runtime/runtime.ts";
export { DEFAULT_RTOL } from "./tolerance.ts";
export { type ValidateAgainstReferenceOptions, validateAgainstReference } from "./validate-against-reference.ts";
export {
  type DeclaredInterface,
  type ReferenceModel,
  type ValidateModelOptions,
  validateModel,
} from "./validate-model.ts";
