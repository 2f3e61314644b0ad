import type { StoredDType } from "../dtype.ts";
import { UnsupportedFormatError } from "../errors.ts";
import { PickleDict, PickleFunction, PickleList, PickleTuple, type PickleValue } from "../pickle/values.ts";
import { TorchDType, TorchStorage, TorchStorageClass, TorchTensor } from "./values.ts";

/** PyTorch's own limit on the dimensions of a tensor. */
const MAX_RANK = 64;

const STORAGES: Readonly<Record<string, StoredDType>> = {
  DoubleStorage: "float64",
  FloatStorage: "float32",
  HalfStorage: "float16",
  BFloat16Storage: "bfloat16",
  LongStorage: "int64",
  IntStorage: "int32",
  ShortStorage: "int16",
  CharStorage: "int8",
  ByteStorage: "uint8",
  BoolStorage: "bool",
};

const UNREAD =
  /^(?:Complex(?:Float|Double)Storage|Q\w+Storage|complex\d+|q?u?int\d+x?\d*|quint\d\w*|float(?:4|8)_\w+|bits\d\w*)$/;

const DTYPES: Readonly<Record<string, StoredDType>> = {
  float64: "float64",
  float32: "float32",
  float16: "float16",
  bfloat16: "bfloat16",
  float8_e4m3fn: "float8_e4m3fn",
  float8_e5m2: "float8_e5m2",
  int64: "int64",
  int32: "int32",
  int16: "int16",
  int8: "int8",
  uint64: "uint64",
  uint32: "uint32",
  uint16: "uint16",
  uint8: "uint8",
  bool: "bool",
};

/**
 * The Python names that a state dict needs, each with what it means here. Whatever is not in this map is refused.
 * https://github.com/pytorch/pytorch/blob/v2.5.0/torch/_utils.py#L197-L296
 */
export const TORCH_GLOBALS: ReadonlyMap<string, PickleValue> = new Map<string, PickleValue>([
  ["collections.OrderedDict", new PickleFunction("collections.OrderedDict", orderedDict)],
  ["torch.Size", new PickleFunction("torch.Size", ([items]) => (items instanceof PickleTuple ? items : undefined))],
  ["torch._utils._rebuild_tensor", new PickleFunction("torch._utils._rebuild_tensor", rebuildTensor)],
  ["torch._utils._rebuild_tensor_v2", new PickleFunction("torch._utils._rebuild_tensor_v2", rebuildTensorV2)],
  ["torch._utils._rebuild_tensor_v3", new PickleFunction("torch._utils._rebuild_tensor_v3", rebuildTensorV3)],
  ["torch._utils._rebuild_parameter", new PickleFunction("torch._utils._rebuild_parameter", rebuildParameter)],
  ["torch.storage.UntypedStorage", new TorchStorageClass("torch.storage.UntypedStorage", undefined)],
  ...Object.entries(STORAGES).map(
    ([name, dtype]) => [`torch.${name}`, new TorchStorageClass(`torch.${name}`, dtype)] as const,
  ),
  ...Object.entries(DTYPES).map(([name, dtype]) => [`torch.${name}`, new TorchDType(`torch.${name}`, dtype)] as const),
]);

/** The meaning of a global, or undefined where it is not on the list. */
export function torchGlobal(file: string, module: string, name: string): PickleValue | undefined {
  const value = TORCH_GLOBALS.get(`${module}.${name}`);
  if (value === undefined && module === "torch" && UNREAD.test(name)) {
    throw new UnsupportedFormatError({
      file,
      problem: `it holds tensors of the kind torch.${name}, which this version does not read`,
      advice: "Convert the tensors in Python to a dtype that safetensors has.",
    });
  }
  return value;
}

/** The meaning of the persistent id `("storage", class, key, location, size[, view])`. */
export function torchStorage(id: PickleValue): TorchStorage | undefined {
  const [kind, storageClass, key, , size, view = null] = id instanceof PickleTuple ? id.items : [];
  if (kind !== "storage" || !(storageClass instanceof TorchStorageClass)) return undefined;
  if (typeof key !== "string" || !isNatural(size)) return undefined;
  if (view === null) return new TorchStorage(key, storageClass.dtype, size);
  const [, offset, viewSize] = view instanceof PickleTuple ? view.items : [];
  if (!isNatural(offset) || !isNatural(viewSize) || offset + viewSize > size) return undefined;
  return new TorchStorage(key, storageClass.dtype, size, { offset, size: viewSize });
}

function orderedDict([pairs, ...rest]: readonly PickleValue[]): PickleDict | undefined {
  const dict = new PickleDict(true);
  if (rest.length > 0) return undefined;
  if (pairs === undefined) return dict;
  // Python 2 gives the items at once, as a list of lists of two.
  if (!(pairs instanceof PickleList)) return undefined;
  for (const pair of pairs.items) {
    if (!(pair instanceof PickleList || pair instanceof PickleTuple)) return undefined;
    const [key, value] = pair.items;
    if (typeof key !== "string" || value === undefined) return undefined;
    dict.entries.set(key, value);
  }
  return dict;
}

function rebuildTensor([storage, offset, size, strides]: readonly PickleValue[]): TorchTensor | undefined {
  if (!(storage instanceof TorchStorage) || storage.dtype === undefined) return undefined;
  return strided(storage, storage.dtype, offset, size, strides);
}

function rebuildTensorV2(args: readonly PickleValue[]): TorchTensor | undefined {
  return isEmpty(args[6]) ? rebuildTensor(args) : undefined;
}

function rebuildTensorV3(args: readonly PickleValue[]): TorchTensor | undefined {
  const [storage, offset, size, strides, , , dtype, metadata] = args;
  if (!(storage instanceof TorchStorage) || !(dtype instanceof TorchDType) || !isEmpty(metadata)) return undefined;
  if (storage.dtype !== undefined && storage.dtype !== dtype.dtype) return undefined;
  return strided(storage, dtype.dtype, offset, size, strides);
}

function rebuildParameter([tensor]: readonly PickleValue[]): TorchTensor | undefined {
  return tensor instanceof TorchTensor ? tensor : undefined;
}

function strided(
  storage: TorchStorage,
  dtype: StoredDType,
  offset: PickleValue | undefined,
  size: PickleValue | undefined,
  stride: PickleValue | undefined,
): TorchTensor | undefined {
  const shape = naturals(size);
  const strides = naturals(stride);
  if (shape === undefined || strides?.length !== shape.length || !isNatural(offset)) return undefined;
  return new TorchTensor(storage, dtype, offset, shape, strides);
}

function naturals(value: PickleValue | undefined): readonly number[] | undefined {
  if (!(value instanceof PickleTuple) || value.items.length > MAX_RANK) return undefined;
  return value.items.every(isNatural) ? (value.items as readonly number[]) : undefined;
}

function isNatural(value: PickleValue | undefined): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/** Metadata marks lazy negation and conjugation, which change the values. */
function isEmpty(metadata: PickleValue | undefined): boolean {
  return metadata === undefined || metadata === null || (metadata instanceof PickleDict && metadata.entries.size === 0);
}
