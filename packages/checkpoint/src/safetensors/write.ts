import { elementCount, ITEM_SIZE, type StoredDType } from "../dtype.ts";
import { CheckpointError } from "../errors.ts";
import { shown } from "../shown.ts";
import { SAFETENSORS_NAMES } from "./dtypes.ts";

/** A tensor to be written: its bytes in row-major order, at once or in chunks. */
export interface TensorToWrite {
  readonly dtype: StoredDType;
  readonly shape: readonly number[];
  readonly data: ArrayBufferView | AsyncIterable<Uint8Array>;
}

/** The tensors of a file, in the order in which their bytes are written. */
export type TensorsToWrite = Iterable<readonly [name: string, tensor: TensorToWrite]>;

const FILE = "safetensors";
/** Headers are padded to it, so that elements of eight bytes lie aligned in the file. */
const ALIGNMENT = 8;
const DTYPE_ORDER = Array.from(SAFETENSORS_NAMES.keys());

/**
 * A safetensors file in chunks: the header, then tensor by tensor, ordered by dtype and by name as the reference
 * implementation orders them, so the bytes depend on the content alone.
 */
export async function* writeSafetensors(
  tensors: TensorsToWrite,
  metadata: Readonly<Record<string, string>> = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const ordered = order(tensors);
  yield header(ordered, metadata);
  for (const [name, tensor] of ordered) {
    let found = 0;
    const { data } = tensor;
    for await (const chunk of ArrayBuffer.isView(data) ? [bytesOf(data)] : data) {
      found += chunk.byteLength;
      yield chunk;
    }
    assertLength(name, tensor, found);
  }
}

/** A whole safetensors file in memory, from tensors whose data is in memory. */
export function encodeSafetensors(
  tensors: Iterable<readonly [name: string, tensor: TensorToWrite & { readonly data: ArrayBufferView }]>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const ordered = order(tensors);
  const parts = [header(ordered, metadata)];
  for (const [name, tensor] of ordered) {
    const bytes = bytesOf(tensor.data);
    assertLength(name, tensor, bytes.byteLength);
    parts.push(bytes);
  }
  const file = new Uint8Array(parts.reduce((size, part) => size + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.byteLength;
  }
  return file;
}

function order<T extends TensorToWrite>(tensors: Iterable<readonly [string, T]>): (readonly [string, T])[] {
  return [...tensors].sort(
    ([a, x], [b, y]) => DTYPE_ORDER.indexOf(x.dtype) - DTYPE_ORDER.indexOf(y.dtype) || (a < b ? -1 : a > b ? 1 : 0),
  );
}

function header(
  tensors: readonly (readonly [string, TensorToWrite])[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const members: string[] = [];
  const add = (name: string, value: unknown) => members.push(`${JSON.stringify(name)}:${JSON.stringify(value)}`);
  if (Object.keys(metadata).length > 0) add("__metadata__", metadata);
  const names = new Set(["__metadata__"]);
  let end = 0;
  for (const [name, { dtype, shape }] of tensors) {
    const length = byteLength(name, dtype, shape);
    if (names.has(name)) throw wrong(name, "the name is reserved or given twice", "a name of its own", shown(name));
    names.add(name);
    add(name, { dtype: SAFETENSORS_NAMES.get(dtype), shape, data_offsets: [end, end + length] });
    end += length;
  }
  const text = new TextEncoder().encode(`{${members.join(",")}}`);
  const length = Math.ceil(text.byteLength / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(8 + length).fill(0x20);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(text, 8);
  return bytes;
}

function assertLength(name: string, { dtype, shape }: TensorToWrite, found: number): void {
  const expected = byteLength(name, dtype, shape);
  if (found !== expected)
    throw wrong(name, `its data contradicts ${dtype}${shown(shape)}`, `${expected} bytes`, `${found}`);
}

function byteLength(name: string, dtype: StoredDType, shape: readonly number[]): number {
  const count = elementCount(shape);
  if (count !== undefined && shape.every((dim) => Number.isSafeInteger(dim) && dim >= 0))
    return count * ITEM_SIZE[dtype];
  throw wrong(name, "its shape is no shape", "non-negative integers", shown(shape));
}

function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function wrong(tensor: string, problem: string, expected: string, found: string): CheckpointError {
  return new CheckpointError({
    file: FILE,
    tensor,
    problem,
    expected,
    found,
    advice: "Correct what is to be written.",
  });
}
