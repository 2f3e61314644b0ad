import type { StoredDType } from "../dtype.ts";

/** The names of the format for the dtypes that are read, in the order in which the reference implementation writes them. */
export const SAFETENSORS_DTYPES: ReadonlyMap<string, StoredDType> = new Map([
  ["U64", "uint64"],
  ["I64", "int64"],
  ["F64", "float64"],
  ["F32", "float32"],
  ["U32", "uint32"],
  ["I32", "int32"],
  ["BF16", "bfloat16"],
  ["F16", "float16"],
  ["U16", "uint16"],
  ["I16", "int16"],
  ["F8_E4M3", "float8_e4m3fn"],
  ["F8_E5M2", "float8_e5m2"],
  ["I8", "int8"],
  ["U8", "uint8"],
  ["BOOL", "bool"],
]);

export const SAFETENSORS_NAMES: ReadonlyMap<StoredDType, string> = new Map(
  Array.from(SAFETENSORS_DTYPES, ([name, dtype]) => [dtype, name]),
);

/** The further names of the format. */
export const UNREAD_DTYPES: readonly string[] = [
  "F4",
  "F6_E2M3",
  "F6_E3M2",
  "F8_E8M0",
  "F8_E4M3FNUZ",
  "F8_E5M2FNUZ",
  "C64",
];
