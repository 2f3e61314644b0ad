export { type ByteSource, type Folder, readRange } from "./byte-source.ts";
export { canCast, castChunks } from "./cast-chunks.ts";
export { type DetectedWeights, detectWeights } from "./detect-weights.ts";
export { ITEM_SIZE, type StoredDType } from "./dtype.ts";
export {
  CheckpointError,
  type CheckpointProblem,
  FileNameError,
  ForbiddenGlobalError,
  InvalidHeaderError,
  InvalidIndexError,
  InvalidJsonError,
  InvalidPickleError,
  isCheckpointError,
  MissingFileError,
  ReadError,
  UnsupportedFormatError,
} from "./errors.ts";
export { type BlobLike, blobFolder, blobSource, type FileLike } from "./folders/blob-folder.ts";
export { memoryFolder, memorySource } from "./folders/memory-folder.ts";
export { type JsonValue, MAX_JSON_BYTES, readJson } from "./json/read-json.ts";
export { type OpenCheckpointOptions, openCheckpoint } from "./open-checkpoint.ts";
export { openTorch } from "./open-torch.ts";
export { readSafetensorsArrays, type StoredArray } from "./safetensors/arrays.ts";
export { openSafetensors, type WeightsFile } from "./safetensors/open.ts";
export { encodeSafetensors, type TensorsToWrite, type TensorToWrite, writeSafetensors } from "./safetensors/write.ts";
export {
  type Checkpoint,
  type CheckpointFormat,
  DEFAULT_CHUNK_SIZE,
  readTensor,
  type StoredTensor,
} from "./stored-tensor.ts";
export type { TypedArray } from "./typed-array.ts";
