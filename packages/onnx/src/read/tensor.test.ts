import { describe, expect, test } from "@jest/globals";
import { encodeMessage, onnx, toInt64 } from "../../test/codec/codec.ts";
import { readOptional, readSequence, readTensor } from "./read-value.ts";

const { DataType } = onnx.TensorProto;
const tensor = (dims: number[], fields: onnx.TensorProto.$Properties) =>
  encodeMessage(onnx.TensorProto, { dims: dims.map(toInt64), ...fields });

describe("readTensor takes elements from whatever holds them", () => {
  test.each<[string, onnx.TensorProto.$Properties, unknown]>([
    [
      "raw_data",
      { dataType: DataType.FLOAT, rawData: new Uint8Array(Float32Array.of(1, 2).buffer) },
      Float32Array.of(1, 2),
    ],
    ["float_data", { dataType: DataType.FLOAT, floatData: [1.5, -2] }, Float32Array.of(1.5, -2)],
    ["double_data", { dataType: DataType.DOUBLE, doubleData: [1.5, -2] }, Float64Array.of(1.5, -2)],
    ["int32_data", { dataType: DataType.INT32, int32Data: [7, -8] }, Int32Array.of(7, -8)],
    ["int32_data of int16", { dataType: DataType.INT16, int32Data: [7, -8] }, Int16Array.of(7, -8)],
    ["int32_data of int8", { dataType: DataType.INT8, int32Data: [7, -8] }, Int8Array.of(7, -8)],
    ["int32_data of uint8", { dataType: DataType.UINT8, int32Data: [7, 255] }, Uint8Array.of(7, 255)],
    ["int32_data of bool", { dataType: DataType.BOOL, int32Data: [1, 0] }, Uint8Array.of(1, 0)],
    [
      "int32_data of float16",
      { dataType: DataType.FLOAT16, int32Data: [0x3c00, 0xc000] },
      Uint16Array.of(0x3c00, 0xc000),
    ],
    ["int32_data of bfloat16", { dataType: DataType.BFLOAT16, int32Data: [0x3f80, 0] }, Uint16Array.of(0x3f80, 0)],
    [
      "int64_data",
      { dataType: DataType.INT64, int64Data: [toInt64(-1), toInt64(2n ** 62n)] },
      BigInt64Array.of(-1n, 2n ** 62n),
    ],
    [
      "uint64_data",
      { dataType: DataType.UINT64, uint64Data: [1, toInt64(-1).toUnsigned()] },
      BigUint64Array.of(1n, 2n ** 64n - 1n),
    ],
    [
      "uint64_data of uint32",
      { dataType: DataType.UINT32, uint64Data: [1, 4294967295] },
      Uint32Array.of(1, 4294967295),
    ],
    ["string_data", { dataType: DataType.STRING, stringData: [Buffer.from("ä"), Buffer.from("")] }, ["ä", ""]],
    ["float8 in int32_data", { dataType: DataType.FLOAT8E4M3FN, int32Data: [0x38, 0x80] }, Uint8Array.of(0x38, 0x80)],
    ["int4, two in a byte", { dataType: DataType.INT4, int32Data: [0xf1] }, Uint8Array.of(0xf1)],
    ["float6, four in three bytes", { dataType: DataType.FLOAT6E2M3, int32Data: [63, 1] }, Uint8Array.of(0x7f, 0)],
    [
      "complex64 in float_data",
      { dataType: DataType.COMPLEX64, floatData: [1, 0, 0, 1] },
      new Uint8Array(Float32Array.of(1, 0, 0, 1).buffer),
    ],
  ])("%s", (_, fields, data) => {
    expect(readTensor(tensor([2], fields))).toMatchObject({ shape: [2], data });
  });

  test("a list that is not packed, as old writers made it", () => {
    const packed = tensor([3], { dataType: DataType.INT64 });
    const values = Uint8Array.of(0x38, 1, 0x38, 2, 0x38, 3);
    expect(readTensor(Buffer.concat([packed, values])).data).toEqual(BigInt64Array.of(1n, 2n, 3n));
  });

  test("with its name, from bytes at any alignment", () => {
    const bytes = tensor([2], {
      name: "n",
      dataType: DataType.DOUBLE,
      rawData: new Uint8Array(Float64Array.of(1, 2).buffer),
    });
    for (let offset = 0; offset < 8; offset++) {
      const shifted = new Uint8Array(bytes.length + offset);
      shifted.set(bytes, offset);
      expect(readTensor(shifted.subarray(offset))).toEqual({
        name: "n",
        dtype: "float64",
        shape: [2],
        data: Float64Array.of(1, 2),
      });
    }
  });

  test("an empty tensor needs no field", () => {
    expect(readTensor(tensor([0, 3], { dataType: DataType.FLOAT })).data).toEqual(new Float32Array());
  });
});

describe("readTensor refuses", () => {
  test.each<[string, number[], onnx.TensorProto.$Properties, RegExp]>([
    [
      "too few bytes",
      [3],
      { dataType: DataType.FLOAT, rawData: new Uint8Array(8) },
      /expected 12 bytes for float32\[3\], found 8/,
    ],
    ["too many elements", [1], { dataType: DataType.INT64, int64Data: [1, 2] }, /expected the elements of int64\[1\]/],
    ["no elements", [1], { dataType: DataType.FLOAT }, /expected the elements of float32\[1\]/],
    ["a negative dim", [-1], { dataType: DataType.FLOAT }, /expected dims of at least 0, found \[-1\]/],
    ["an overflowing shape", [2 ** 40, 2 ** 40], { dataType: DataType.FLOAT }, /expected a size below 2\^50 bytes/],
    ["an unknown type", [1], { dataType: 99 }, /expected an element type, found number 99/],
    [
      "another type's field",
      [1],
      { dataType: DataType.FLOAT, int64Data: [1] },
      /expected the elements of float32\[1\], found field 7/,
    ],
    [
      "two fields at once",
      [1],
      { dataType: DataType.FLOAT, floatData: [1], rawData: new Uint8Array(4) },
      /field 4 and raw_data/,
    ],
    ["a segment", [1], { dataType: DataType.FLOAT, segment: { begin: 0 } }, /expected a whole tensor/],
    [
      "external data, which has no folder here",
      [1],
      { dataType: DataType.FLOAT, dataLocation: 1, externalData: [{ key: "location", value: "w" }] },
      /expected elements in the file/,
    ],
  ])("%s", (_, dims, fields, message) => {
    expect(() => readTensor(tensor(dims, { name: "w", ...fields }))).toThrow(message);
  });
});

describe("sequences and optionals", () => {
  const element = tensor([1], { dataType: DataType.FLOAT, floatData: [2] });
  const field = (number: number, content: Uint8Array) =>
    Buffer.concat([Uint8Array.of(number * 8 + 2, content.length), content]);
  const value = { kind: "tensor", value: { dtype: "float32", shape: [1], data: Float32Array.of(2) } };

  test("a sequence of tensors, and one of sequences", () => {
    const sequence = Buffer.concat([
      field(1, Buffer.from("s")),
      Uint8Array.of(16, 1),
      field(3, element),
      field(3, element),
    ]);
    expect(readSequence(sequence)).toEqual({ name: "s", elements: [value, value] });
    expect(readSequence(field(5, sequence))).toEqual({
      name: "",
      elements: [{ kind: "sequence", value: { name: "s", elements: [value, value] } }],
    });
  });

  test("an optional with and without a value", () => {
    expect(readOptional(field(3, element))).toEqual({ name: "", element: value });
    expect(readOptional(Uint8Array.of(16, 1))).toEqual({ name: "" });
  });

  test("a sequence within a sequence without end is refused", () => {
    let nested: Uint8Array = field(3, element);
    for (let i = 0; i < 40; i++) nested = field(5, nested);
    expect(() => readSequence(nested)).toThrow("at most 32 nested values");
  });
});
