import { allocate, type Data, type DataOf, type DType, isBig } from "./dtype.ts";
import { sizeOf } from "./shape.ts";

/** Elements in row-major order. int64 lies in a BigInt64Array, bool in a Uint8Array, half floats as bits. */
export interface NDArray<D extends DType = DType> {
  readonly dtype: D;
  readonly shape: readonly number[];
  readonly data: DataOf[D];
}

/** Throws when the shape and the number of elements disagree. */
export function ndarray<D extends DType>(dtype: D, shape: readonly number[], data: DataOf[D]): NDArray<D> {
  if (data.length !== sizeOf(shape))
    throw new Error(`${dtype}[${shape.join(", ")}] needs ${sizeOf(shape)} elements, got ${data.length}`);
  return { dtype, shape, data };
}

/** An array of plain numbers, converted to the dtype (integers are truncated, bool is 0 or 1). */
export function arrayOf<D extends Exclude<DType, "string" | "float16" | "bfloat16">>(
  dtype: D,
  shape: readonly number[],
  values: ArrayLike<number>,
): NDArray<D> {
  return ndarray(dtype, shape, fromNumbers(dtype, values));
}

/** Numbers as a dtype's elements. Not for strings and half floats. */
export function fromNumbers<D extends DType>(dtype: D, values: ArrayLike<number>): DataOf[D] {
  const out: Data = allocate(dtype, values.length);
  if (out instanceof BigInt64Array || out instanceof BigUint64Array) {
    for (let i = 0; i < values.length; i++) out[i] = BigInt(Math.trunc(values[i]!));
  } else if (dtype === "bool") {
    for (let i = 0; i < values.length; i++) (out as Uint8Array)[i] = values[i] === 0 ? 0 : 1;
  } else {
    (out as Float64Array).set(values);
  }
  return out as DataOf[D];
}

/** The elements as numbers; int64 beyond 2^53 loses precision. Half floats must be widened before. */
export function toNumbers(array: NDArray): ArrayLike<number> {
  if (isBig(array.dtype)) return Float64Array.from(array.data as BigInt64Array, Number);
  if (array.dtype === "string") throw new Error("a string tensor has no numbers");
  return array.data as Float32Array;
}

/** The only element of a one-element array. */
export function scalarOf(array: NDArray): number {
  if (array.data.length !== 1) throw new Error(`expected one element, got [${array.shape.join(", ")}]`);
  return toNumbers(array)[0]!;
}
