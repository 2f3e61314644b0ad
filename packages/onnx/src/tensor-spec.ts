import type { DType, NDArray } from "@transonnx/graph";
import { bitsOf, hasArray } from "./element-type.ts";
import type { InitializerSpec, TensorSpec } from "./model.ts";

const arrays = {
  float32: Float32Array,
  float64: Float64Array,
  float16: Uint16Array,
  bfloat16: Uint16Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  uint64: BigUint64Array,
  bool: Uint8Array,
} as const satisfies Record<Exclude<DType, "string">, unknown>;

/** A stored tensor as an array; undefined where its bytes are not in memory. The array may share memory with the file's. */
export function toTensor({ name, dtype, shape, data, opaque }: InitializerSpec): TensorSpec | undefined {
  const notes = { ...(name === "" ? {} : { name }), ...(opaque ? { opaque } : {}) };
  if (Array.isArray(data)) return { dtype: "string", shape, data: data as string[], ...notes };
  if (!(data instanceof Uint8Array) || dtype === "string") return undefined;
  if (!hasArray(dtype)) return { dtype, shape, data, ...notes };
  return { dtype, shape, data: view(dtype, data), ...notes };
}

function view(dtype: Exclude<DType, "string">, bytes: Uint8Array): NDArray["data"] {
  const width = bitsOf(dtype) / 8;
  const aligned = bytes.byteOffset % width === 0 ? bytes : new Uint8Array(bytes);
  return new arrays[dtype](aligned.buffer as ArrayBuffer, aligned.byteOffset, aligned.length / width);
}

/** A tensor in the form in which a model stores it. Shares memory with the array. */
export function toStored(tensor: TensorSpec): InitializerSpec {
  const { dtype, shape, data, opaque, name = "" } = tensor;
  const notes = opaque ? { opaque } : {};
  if (Array.isArray(data)) return { name, dtype, shape, data, ...notes };
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { name, dtype, shape, data: bytes, ...notes };
}
