export { rangeWeights } from "./bytes/range-weights.ts";
export type { ByteSink } from "./bytes/sink.ts";
export type { ByteSource } from "./bytes/source.ts";
export {
  byteLengthOf,
  type ElementType,
  elementTypeOf,
  hasArray,
  type PackedType,
  packedTypes,
} from "./element-type.ts";
export { OnnxFormatError, OnnxWriteError } from "./errors.ts";
export { minimumIrVersion } from "./ir-version.ts";
export { MAX_MODEL_BYTES } from "./limits.ts";
export type * from "./model.ts";
export { locationFault } from "./read/external-data.ts";
export { type ReadModelOptions, readModel } from "./read/read-model.ts";
export { readOptional, readSequence, readTensor } from "./read/read-value.ts";
export { toStored, toTensor } from "./tensor-spec.ts";
export { inspectModel, type ModelSummary } from "./text/inspect.ts";
export { printGraph, printModel } from "./text/print.ts";
export { printType } from "./text/print-type.ts";
export {
  type ExternalDataOptions,
  encodeModel,
  externalPlaces,
  type ModelSize,
  modelSize,
  type WriteModelOptions,
  writeModel,
} from "./write/write-model.ts";
