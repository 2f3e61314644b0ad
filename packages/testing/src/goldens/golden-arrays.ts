import { arrayOf, type NDArray, sizeOf } from "@transonnx/graph";
import { drawTensor } from "./draw.ts";
import type { Golden, GoldenTensor, GoldenValue } from "./golden.ts";

/** An input or output of a golden. */
export function goldenArray({ dtype, shape, data, base64 }: GoldenValue): NDArray {
  if (base64 !== undefined) return { dtype: "float32", shape, data: decodeFloats(base64) };
  return arrayOf(dtype, shape, data ?? []);
}

const dtypes: Readonly<Record<string, "float32" | "int64" | "int32" | "bool" | "uint8">> = {
  F32: "float32",
  I64: "int64",
  I32: "int32",
  BOOL: "bool",
  U8: "uint8",
};

/** The checkpoint of a golden, by tensor name. Throws on a dtype that no golden has. */
export function goldenTensors({
  tensors,
  seedPrefix,
}: Pick<Golden, "tensors" | "seedPrefix">): ReadonlyMap<string, NDArray> {
  return new Map(tensors.map((tensor) => [tensor.name, tensorArray(tensor, seedPrefix)]));
}

function tensorArray(tensor: GoldenTensor, seedPrefix: string): NDArray {
  const { name, shape, offset, scale, data, base64 } = tensor;
  const dtype = dtypes[tensor.dtype];
  if (!dtype) throw new Error(`golden tensor ${name}: unknown dtype ${tensor.dtype}`);
  if (base64 !== undefined) return { dtype, shape, data: decodeFloats(base64) };
  if (data !== undefined) return arrayOf(dtype, shape, data);
  return { dtype, shape, data: drawTensor(seedPrefix + name, sizeOf(shape), offset ?? 0, scale ?? 0) };
}

function decodeFloats(base64: string): Float32Array {
  return new Float32Array(new Uint8Array(Buffer.from(base64, "base64")).buffer);
}
