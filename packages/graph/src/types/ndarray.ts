import { allocate, type Data, type DataOf, type DType, isBig, isHalf } from "./dtype.ts";
import { fromBFloat16, fromFloat16, toBFloat16, toFloat16 } from "./half.ts";
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
export function arrayOf<D extends Exclude<DType, "string">>(
  dtype: D,
  shape: readonly number[],
  values: ArrayLike<number>,
): NDArray<D> {
  return ndarray(dtype, shape, fromNumbers(dtype, values));
}

/**
 * Numbers as a dtype's elements: integers are truncated, and wrap around where they are too large for 32 bits or fewer;
 * 64-bit integers stop at their limits; what is no finite number is 0. Not for strings.
 */
export function fromNumbers<D extends DType>(dtype: D, values: ArrayLike<number>): DataOf[D] {
  const out: Data = allocate(dtype, values.length);
  if (out instanceof BigInt64Array || out instanceof BigUint64Array) {
    const highest = dtype === "int64" ? 2n ** 63n - 1n : 2n ** 64n - 1n;
    for (let i = 0; i < values.length; i++) out[i] = toBigInt(values[i]!, highest);
  } else if (dtype === "bool") {
    for (let i = 0; i < values.length; i++) (out as Uint8Array)[i] = values[i] === 0 ? 0 : 1;
  } else if (isHalf(dtype)) {
    const bits = dtype === "float16" ? toFloat16 : toBFloat16;
    for (let i = 0; i < values.length; i++) (out as Uint16Array)[i] = bits(values[i]!);
  } else {
    (out as Float64Array).set(values);
  }
  return out as DataOf[D];
}

function toBigInt(value: number, highest: bigint): bigint {
  if (!Number.isFinite(value)) return 0n;
  const whole = BigInt(Math.trunc(value));
  return whole > highest ? highest : whole;
}

/** The elements as numbers; int64 beyond 2^53 loses precision. Throws on strings. */
export function toNumbers({ dtype, data }: NDArray): ArrayLike<number> {
  if (isBig(dtype)) return Float64Array.from(data as BigInt64Array, Number);
  if (isHalf(dtype)) return Float32Array.from(data as Uint16Array, dtype === "float16" ? fromFloat16 : fromBFloat16);
  if (dtype === "string") throw new Error("a string tensor has no numbers");
  return data as Float32Array;
}

/** The only element of a one-element array. */
export function scalarOf(array: NDArray): number {
  if (array.data.length !== 1) throw new Error(`expected one element, got [${array.shape.join(", ")}]`);
  return toNumbers(array)[0]!;
}
