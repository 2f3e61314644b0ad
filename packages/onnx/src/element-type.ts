import type { DType } from "@transonnx/graph";

/** Element types of ONNX that have no typed array: a tensor of them is kept as its bytes, packed as in ONNX's raw_data. */
export const packedTypes = [
  "complex64",
  "complex128",
  "float8e4m3fn",
  "float8e4m3fnuz",
  "float8e5m2",
  "float8e5m2fnuz",
  "float8e8m0",
  "float6e2m3",
  "float6e3m2",
  "float4e2m1",
  "uint4",
  "int4",
  "uint2",
  "int2",
] as const;

/** An element type of ONNX whose elements are not whole bytes, or have no array: they are kept as bytes. */
export type PackedType = (typeof packedTypes)[number];
/** An element type of ONNX files. */
export type ElementType = DType | PackedType;

interface Element {
  /** The number in TensorProto.DataType. */
  readonly code: number;
  /** 0 for strings, which have no fixed width. */
  readonly bits: number;
}

const elements: { readonly [E in ElementType]: Element } = {
  float32: { code: 1, bits: 32 },
  uint8: { code: 2, bits: 8 },
  int8: { code: 3, bits: 8 },
  uint16: { code: 4, bits: 16 },
  int16: { code: 5, bits: 16 },
  int32: { code: 6, bits: 32 },
  int64: { code: 7, bits: 64 },
  string: { code: 8, bits: 0 },
  bool: { code: 9, bits: 8 },
  float16: { code: 10, bits: 16 },
  float64: { code: 11, bits: 64 },
  uint32: { code: 12, bits: 32 },
  uint64: { code: 13, bits: 64 },
  complex64: { code: 14, bits: 64 },
  complex128: { code: 15, bits: 128 },
  bfloat16: { code: 16, bits: 16 },
  float8e4m3fn: { code: 17, bits: 8 },
  float8e4m3fnuz: { code: 18, bits: 8 },
  float8e5m2: { code: 19, bits: 8 },
  float8e5m2fnuz: { code: 20, bits: 8 },
  uint4: { code: 21, bits: 4 },
  int4: { code: 22, bits: 4 },
  float4e2m1: { code: 23, bits: 4 },
  float8e8m0: { code: 24, bits: 8 },
  uint2: { code: 25, bits: 2 },
  int2: { code: 26, bits: 2 },
  float6e2m3: { code: 27, bits: 6 },
  float6e3m2: { code: 28, bits: 6 },
};

const byCode = new Map((Object.keys(elements) as ElementType[]).map((name) => [elements[name].code, name]));

/** The type with a number of TensorProto.DataType; undefined for 0 and for numbers that ONNX has not given out. */
export const elementTypeOf = (code: number): ElementType | undefined => byCode.get(code);

export const elementCode = (type: ElementType | "undefined"): number =>
  type === "undefined" ? 0 : (elements[type]?.code ?? 0);

export const isElementType = (name: string): name is ElementType => Object.hasOwn(elements, name);

export const bitsOf = (type: ElementType): number => elements[type].bits;

/** Bytes of a tensor in raw_data; elements narrower than a byte are packed. Undefined for strings. */
export const byteLengthOf = (type: ElementType, shape: readonly number[]): number | undefined =>
  type === "string" ? undefined : Math.ceil((countOf(shape) * bitsOf(type)) / 8);

export const countOf = (shape: readonly number[]): number => shape.reduce((count, size) => count * size, 1);

const packed: ReadonlySet<string> = new Set(packedTypes);

/** Whether a typed array (or an array of strings) holds tensors of the type. */
export const hasArray = (type: ElementType): type is DType => !packed.has(type);
