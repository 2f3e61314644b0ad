import type { ByteSource } from "../byte-source.ts";
import { elementCount, ITEM_SIZE } from "../dtype.ts";
import { InvalidHeaderError, UnsupportedFormatError } from "../errors.ts";
import { PickleDict, type PickleValue, pythonType } from "../pickle/values.ts";
import { shown } from "../shown.ts";
import { contiguousTensor, DEFAULT_CHUNK_SIZE, type StoredTensor, wholeElements } from "../stored-tensor.ts";
import { gatherChunks } from "./gather.ts";
import { isContiguous, joinDims, span } from "./strides.ts";
import { type TorchStorage, TorchTensor } from "./values.ts";

/** A view that repeats its storage may be larger than it, up to this: a small file must not make endless output. */
const MAX_EXPANDED_BYTES = 64 * 1024 * 1024;
/** Names are paths of modules: a few hundred characters at most. */
const MAX_NAME_LENGTH = 4096;

const SAVE_AGAIN =
  "Load it in Python and save the model with save_pretrained(), which writes model.safetensors; or save the state dict alone.";
const DAMAGED = "The file is damaged; fetch it again.";

/** Where the bytes of a storage lie. */
export interface StorageRange {
  readonly source: ByteSource;
  readonly offset: number;
  readonly length: number;
}

/** The tensors of a pickled state dict, which holds nothing else. */
export function stateDictTensors(file: string, value: PickleValue): ReadonlyMap<string, TorchTensor> {
  if (!(value instanceof PickleDict)) {
    throw new UnsupportedFormatError({
      file,
      problem: "its pickle is not a state dict",
      expected: "a dict of tensors",
      found: pythonType(value),
      advice: SAVE_AGAIN,
    });
  }
  const tensors = new Map<string, TorchTensor>();
  for (const [name, entry] of value.entries) {
    if (typeof name !== "string" || name.length > MAX_NAME_LENGTH || name.includes("\0")) {
      throw new InvalidHeaderError({
        file,
        problem: "a key of the state dict is not the name of a tensor",
        expected: `a str of at most ${MAX_NAME_LENGTH} characters`,
        found: shown(name),
        advice: SAVE_AGAIN,
      });
    }
    if (!(entry instanceof TorchTensor)) {
      throw new UnsupportedFormatError({
        file,
        tensor: name,
        problem: entry instanceof PickleDict ? "the state dict is nested" : "an entry of the state dict is no tensor",
        expected: "a tensor",
        found: pythonType(entry),
        advice: SAVE_AGAIN,
      });
    }
    tensors.set(name, entry);
  }
  assertOneKind(file, tensors);
  return tensors;
}

/** A pickled tensor whose storage was found, after checking that it stays inside. */
export function storedTensor(file: string, name: string, tensor: TorchTensor, range: StorageRange): StoredTensor {
  const { dtype, shape, storage } = tensor;
  const itemSize = ITEM_SIZE[dtype];
  const storageItemSize = storage.dtype === undefined ? 1 : ITEM_SIZE[storage.dtype];
  const viewBytes = storage.viewSize * storageItemSize;
  const elements = elementCount(shape);
  const dims = joinDims(shape, tensor.strides);
  const wrong = (problem: string, expected: string, found: string): InvalidHeaderError =>
    new InvalidHeaderError({ file, tensor: name, problem, expected, found, advice: DAMAGED });

  if (elements === undefined || !Number.isSafeInteger(elements * itemSize)) {
    throw wrong("its shape has more elements than any file", "a size that can be", shown(shape));
  }
  const end = (tensor.offset + (elements === 0 ? 0 : span(dims))) * itemSize;
  if (!(end <= viewBytes)) {
    throw wrong("it reaches outside of its storage", `at most ${viewBytes} bytes`, `${end}`);
  }
  const length = elements * itemSize;
  const offset = range.offset + storage.viewOffset * storageItemSize + tensor.offset * itemSize;
  if (elements === 0 || isContiguous(dims)) {
    return contiguousTensor(name, dtype, shape, { source: range.source, offset, length });
  }
  if (length > Math.max(viewBytes, MAX_EXPANDED_BYTES)) {
    throw wrong("it is an expanded view, too large to write out", `at most ${MAX_EXPANDED_BYTES} bytes`, `${length}`);
  }
  const strided = { source: range.source, offset, itemSize, dims };
  return {
    name,
    dtype,
    shape,
    byteLength: length,
    file,
    chunks: (chunkSize = DEFAULT_CHUNK_SIZE) => gatherChunks(strided, wholeElements(chunkSize, dtype)),
  };
}

/** One storage is of one kind, however many tensors share it. */
function assertOneKind(file: string, tensors: ReadonlyMap<string, TorchTensor>): void {
  const seen = new Map<string, TorchStorage>();
  for (const [tensor, { storage }] of tensors) {
    const first = seen.get(storage.key) ?? storage;
    seen.set(storage.key, first);
    if (first.dtype === storage.dtype && first.size === storage.size) continue;
    throw new InvalidHeaderError({
      file,
      tensor,
      problem: `its storage ${shown(storage.key)} is described in two ways`,
      expected: `${first.size} elements of ${first.dtype ?? "untyped bytes"}`,
      found: `${storage.size} of ${storage.dtype ?? "untyped bytes"}`,
      advice: DAMAGED,
    });
  }
}
