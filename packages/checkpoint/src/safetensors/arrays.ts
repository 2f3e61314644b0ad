import { type ByteSource, readRange } from "../byte-source.ts";
import type { StoredDType } from "../dtype.ts";
import { memorySource } from "../folders/memory-folder.ts";
import { type TypedArray, typedArray } from "../typed-array.ts";
import { readSafetensorsHeader } from "./header.ts";

/** A tensor in memory: `float16`, `bfloat16` and eight-bit floats as bits, `bool` as bytes, `int64` as bigints. */
export interface StoredArray {
  readonly dtype: StoredDType;
  readonly shape: readonly number[];
  readonly data: TypedArray;
}

/** All tensors of a safetensors file in memory, in the order of its header: for small files. */
export async function readSafetensorsArrays(file: ByteSource | Uint8Array): Promise<Map<string, StoredArray>> {
  const source = ArrayBuffer.isView(file) ? memorySource("safetensors", file) : file;
  const { tensors } = await readSafetensorsHeader(source);
  const arrays = new Map<string, StoredArray>();
  for (const [name, { dtype, shape, offset, length }] of tensors) {
    arrays.set(name, { dtype, shape, data: typedArray(dtype, await readRange(source, offset, length)) });
  }
  return arrays;
}
