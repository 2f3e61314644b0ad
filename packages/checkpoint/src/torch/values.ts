import type { StoredDType } from "../dtype.ts";
import { PickleHostValue } from "../pickle/values.ts";

/** A class such as `torch.FloatStorage`; an untyped one has no dtype. */
export class TorchStorageClass extends PickleHostValue {
  readonly python: string;
  readonly dtype: StoredDType | undefined;
  constructor(python: string, dtype: StoredDType | undefined) {
    super();
    this.python = python;
    this.dtype = dtype;
  }
}

/** A dtype such as `torch.uint16`. */
export class TorchDType extends PickleHostValue {
  readonly python: string;
  readonly dtype: StoredDType;
  constructor(python: string, dtype: StoredDType) {
    super();
    this.python = python;
    this.dtype = dtype;
  }
}

/** Bytes that tensors share, by their key in the file. */
export class TorchStorage extends PickleHostValue {
  readonly python = "a storage";
  readonly key: string;
  readonly dtype: StoredDType | undefined;
  /** In elements; of an untyped storage in bytes. */
  readonly size: number;
  /** Where a view of an older file starts in the storage, in elements. */
  readonly viewOffset: number;
  /** The elements of the view, or of the whole storage. */
  readonly viewSize: number;

  constructor(
    key: string,
    dtype: StoredDType | undefined,
    size: number,
    view: { readonly offset: number; readonly size: number } = { offset: 0, size },
  ) {
    super();
    this.key = key;
    this.dtype = dtype;
    this.size = size;
    this.viewOffset = view.offset;
    this.viewSize = view.size;
  }
}

/** A tensor as its pickle describes it: a strided view of a storage. */
export class TorchTensor extends PickleHostValue {
  readonly python = "a tensor";
  readonly storage: TorchStorage;
  readonly dtype: StoredDType;
  /** In elements from the start of the storage. */
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];

  constructor(
    storage: TorchStorage,
    dtype: StoredDType,
    offset: number,
    shape: readonly number[],
    strides: readonly number[],
  ) {
    super();
    this.storage = storage;
    this.dtype = dtype;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }
}
