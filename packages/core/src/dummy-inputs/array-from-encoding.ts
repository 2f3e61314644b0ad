import { type DType, dtypes, fromBFloat16, fromFloat16, isFloat, type NDArray } from "@transonnx/graph";
import { TransonnxError } from "../errors/transonnx-error.ts";
import type { NestedNumbers, TensorLike } from "./preprocessor.ts";
import { tensorOf } from "./tensors.ts";

/** A preprocessor's array with the element type that the model takes: one for integers, one for all other numbers. */
export function arrayFromEncoding(
  name: string,
  value: TensorLike | NestedNumbers,
  integers: DType,
  floats: DType,
): NDArray {
  if (typeof value === "object" && "data" in value) return arrayFromTensor(name, value, integers, floats);
  const shape = shapeOf(value);
  const flat = shape.length === 0 ? [value] : (value as readonly unknown[]).flat(shape.length - 1);
  const numbers = Float64Array.from(flat as (number | bigint | boolean)[], Number);
  if (numbers.length !== shape.reduce((a, b) => a * b, 1) || numbers.some(Number.isNaN))
    throw new TransonnxError(`the preprocessor's "${name}" is not an array of numbers`, {
      where: "generateDummyInputs",
      expected: "nested lists of equal lengths",
    });
  return tensorOf(numbers.every(Number.isInteger) ? integers : floats, shape, numbers);
}

function arrayFromTensor(name: string, tensor: TensorLike, integers: DType, floats: DType): NDArray {
  const shape = tensor.dims ?? tensor.shape ?? [tensor.data.length];
  const dtype = dtypes.find((known) => known === (tensor.type ?? tensor.dtype));
  if (dtype === undefined || dtype === "string")
    throw new TransonnxError(`the preprocessor's "${name}" has an element type without numbers`, {
      where: "generateDummyInputs",
      expected: "a tensor whose type is one of ONNX's",
      found: String(tensor.type ?? tensor.dtype),
    });
  const widen = dtype === "float16" ? fromFloat16 : dtype === "bfloat16" ? fromBFloat16 : Number;
  const numbers = Float64Array.from(tensor.data as ArrayLike<number>, (x) => widen(x));
  return tensorOf(isFloat(dtype) ? floats : integers, [...shape], numbers);
}

function shapeOf(value: NestedNumbers): number[] {
  return Array.isArray(value) ? [value.length, ...(value.length > 0 ? shapeOf(value[0]) : [])] : [];
}
