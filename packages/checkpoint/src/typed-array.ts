import { ITEM_SIZE, type StoredDType } from "./dtype.ts";

const TYPED_ARRAYS = {
  float64: Float64Array,
  float32: Float32Array,
  float16: Uint16Array,
  bfloat16: Uint16Array,
  float8_e4m3fn: Uint8Array,
  float8_e5m2: Uint8Array,
  int64: BigInt64Array,
  int32: Int32Array,
  int16: Int16Array,
  int8: Int8Array,
  uint64: BigUint64Array,
  uint32: Uint32Array,
  uint16: Uint16Array,
  uint8: Uint8Array,
  bool: Uint8Array,
} as const satisfies Record<StoredDType, unknown>;

/** The array that holds a stored tensor's elements; 16-bit floats are kept as their bits. */
export type TypedArray = InstanceType<(typeof TYPED_ARRAYS)[StoredDType]>;

/** Bytes seen as elements of a dtype; copied where they are not aligned to it. */
export function typedArray(dtype: StoredDType, bytes: Uint8Array): TypedArray {
  const aligned = bytes.byteOffset % ITEM_SIZE[dtype] === 0 ? bytes : bytes.slice();
  const TypedArrayOf: new (buffer: ArrayBufferLike, offset: number, length: number) => TypedArray = TYPED_ARRAYS[dtype];
  return new TypedArrayOf(aligned.buffer, aligned.byteOffset, aligned.byteLength / ITEM_SIZE[dtype]);
}
