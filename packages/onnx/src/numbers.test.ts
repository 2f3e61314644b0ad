import { expect, test } from "@jest/globals";
import { onnx } from "../test/codec/codec.ts";
import { AttributeType } from "./attribute-type.ts";
import { bitsOf, byteLengthOf, elementCode, elementTypeOf, hasArray, packedTypes } from "./element-type.ts";

const { DataType } = onnx.TensorProto;

/** ONNX's names where ours, which are those of typed arrays, differ. */
const onnxNames: Readonly<Record<string, string>> = { float32: "FLOAT", float64: "DOUBLE" };

test("attribute types have the schema's numbers", () => {
  expect(onnx.AttributeProto.AttributeType).toMatchObject(AttributeType);
});

test("every element type of the schema has a name, and its number", () => {
  const codes = Object.entries(DataType).filter((entry): entry is [string, number] => typeof entry[1] === "number");
  expect(codes.length).toBe(29);
  for (const [name, code] of codes) {
    const type = elementTypeOf(code);
    if (code === 0) expect(type).toBeUndefined();
    else expect([onnxNames[type!] ?? type!.toUpperCase(), elementCode(type!)]).toEqual([name, code]);
  }
});

test("elements narrower than a byte are packed", () => {
  expect(byteLengthOf("int4", [3])).toBe(2);
  expect(byteLengthOf("float6e2m3", [5])).toBe(4);
  expect(byteLengthOf("uint2", [2, 3])).toBe(2);
  expect(byteLengthOf("string", [3])).toBeUndefined();
  expect(packedTypes.filter((type) => hasArray(type))).toEqual([]);
  expect(bitsOf("bool")).toBe(8);
});
