/** The element types of ONNX tensors, under ONNX's names. */
export const dtypes = [
  "float32",
  "float64",
  "float16",
  "bfloat16",
  "int8",
  "int16",
  "int32",
  "int64",
  "uint8",
  "uint16",
  "uint32",
  "uint64",
  "bool",
  "string",
] as const;

/** An element type, by its name here: `float32`, `int64`, `bool` … */
export type DType = (typeof dtypes)[number];

/** The array that holds a dtype's elements; half floats are kept as their bits. */
export interface DataOf {
  float32: Float32Array;
  float64: Float64Array;
  float16: Uint16Array;
  bfloat16: Uint16Array;
  int8: Int8Array;
  int16: Int16Array;
  int32: Int32Array;
  int64: BigInt64Array;
  uint8: Uint8Array;
  uint16: Uint16Array;
  uint32: Uint32Array;
  uint64: BigUint64Array;
  bool: Uint8Array;
  string: string[];
}

/** The array that holds elements of some dtype. */
export type Data = DataOf[DType];
/** The array that holds elements of some dtype other than `string`. */
export type NumericData = DataOf[Exclude<DType, "string">];

const allocators: { readonly [D in DType]: (length: number) => DataOf[D] } = {
  float32: (n) => new Float32Array(n),
  float64: (n) => new Float64Array(n),
  float16: (n) => new Uint16Array(n),
  bfloat16: (n) => new Uint16Array(n),
  int8: (n) => new Int8Array(n),
  int16: (n) => new Int16Array(n),
  int32: (n) => new Int32Array(n),
  int64: (n) => new BigInt64Array(n),
  uint8: (n) => new Uint8Array(n),
  uint16: (n) => new Uint16Array(n),
  uint32: (n) => new Uint32Array(n),
  uint64: (n) => new BigUint64Array(n),
  bool: (n) => new Uint8Array(n),
  string: (n) => new Array<string>(n).fill(""),
};

/** A zeroed array for `length` elements. */
export function allocate<D extends DType>(dtype: D, length: number): DataOf[D] {
  return allocators[dtype](length) as DataOf[D];
}

const widths: Readonly<Record<DType, number>> = {
  float32: 4,
  float64: 8,
  float16: 2,
  bfloat16: 2,
  int8: 1,
  int16: 2,
  int32: 4,
  int64: 8,
  uint8: 1,
  uint16: 2,
  uint32: 4,
  uint64: 8,
  bool: 1,
  string: 0,
};

/** Bytes of one element; 0 for strings, which have no fixed width. */
export const byteWidth = (dtype: DType): number => widths[dtype];

/** Whether elements of a dtype are floats, half floats among them. */
export const isFloat = (dtype: DType): boolean =>
  dtype === "float32" || dtype === "float64" || dtype === "float16" || dtype === "bfloat16";

/** Whether elements of a dtype are floats of 16 bits, which are kept as their bits. */
export const isHalf = (dtype: DType): dtype is "float16" | "bfloat16" => dtype === "float16" || dtype === "bfloat16";

/** Whether elements of a dtype are integers of 64 bits, which are kept as bigints. */
export const isBig = (dtype: DType): dtype is "int64" | "uint64" => dtype === "int64" || dtype === "uint64";

/** The numbers that no element lies below and above; for 64-bit integers the nearest that a double can hold. */
export function rangeOf(dtype: DType): readonly [lowest: number, highest: number] {
  if (dtype === "string") throw new Error("strings have no range");
  if (dtype === "bool") return [0, 1];
  if (isFloat(dtype)) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const bits = Number(dtype.replace(/\D+/, ""));
  if (dtype.startsWith("u")) return [0, bits === 64 ? 2 ** 64 : 2 ** bits - 1];
  return [-(2 ** (bits - 1)), bits === 64 ? 2 ** 63 : 2 ** (bits - 1) - 1];
}
