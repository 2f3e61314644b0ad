import { type DType, dtypes } from "./dtype.ts";

/** TensorProto.DataType of onnx.proto. */
const numbers: Readonly<Record<DType, number>> = {
  float32: 1,
  uint8: 2,
  int8: 3,
  uint16: 4,
  int16: 5,
  int32: 6,
  int64: 7,
  string: 8,
  bool: 9,
  float16: 10,
  float64: 11,
  uint32: 12,
  uint64: 13,
  bfloat16: 16,
};

/** ONNX's number of a dtype, as attributes such as Cast's `to` hold it. */
export const numberOfDType = (dtype: DType): number => numbers[dtype];

/** The dtype with ONNX's number. Throws on one that is not supported (complex, 8-bit floats, 4-bit integers). */
export function dtypeFromNumber(number: number): DType {
  const found = dtypes.find((dtype) => numbers[dtype] === number);
  if (!found) throw new Error(`data type ${number} is not supported; supported: ${dtypes.join(", ")}`);
  return found;
}
