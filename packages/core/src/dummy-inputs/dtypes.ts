import type { DType } from "@transonnx/graph";
import { OptionError } from "../errors/option-error.ts";

/** Element types of integer inputs, by optimum's names. */
export const INT_DTYPES = ["int64", "int32", "int8"] as const;
/** An element type of integer inputs, by optimum's name: `int64`, `int32` … */
export type IntDType = (typeof INT_DTYPES)[number];

/** Element types of float inputs, by optimum's names. */
export const FLOAT_DTYPES = ["fp32", "fp16", "bf16"] as const;
/** An element type of float inputs, by optimum's name: `fp32`, `fp16` … */
export type FloatDType = (typeof FLOAT_DTYPES)[number];

const onnxNames: Readonly<Record<IntDType | FloatDType, DType>> = {
  int64: "int64",
  int32: "int32",
  int8: "int8",
  fp32: "float32",
  fp16: "float16",
  bf16: "bfloat16",
};

/** ONNX's name of one of optimum's element types: `fp16` is `float16`. */
export const onnxDType = (dtype: IntDType | FloatDType): DType => onnxNames[dtype];

/** Throws OptionError for a text that is none of the allowed element types. */
export function checkDType<D extends string>(where: string, option: string, value: string, allowed: readonly D[]): D {
  const found = allowed.find((dtype) => dtype === value);
  if (found === undefined) throw new OptionError({ where, option, value, allowed });
  return found;
}
