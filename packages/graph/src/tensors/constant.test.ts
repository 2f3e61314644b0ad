import { expect, test } from "@jest/globals";
import { arrayOf } from "../types/ndarray.ts";
import { ints, knownType, scalar, size, sizes } from "./constant.ts";
import { input } from "./tensor.ts";

test("sizes that are numbers are a constant", () => {
  expect(sizes([2, 3])).toEqual(ints(2, 3));
  expect(size(2)).toEqual(scalar(2, "int64"));
});

test("sizes with a symbol get their value when the graph runs", () => {
  expect(sizes(["b", 3])).toEqual({
    type: { dtype: "int64", shape: [2], elements: ["b", 3] },
    source: { kind: "sizes", sizes: ["b", 3] },
  });
  expect(size("b").type).toEqual({ dtype: "int64", shape: [], elements: ["b"] });
});

test("a scalar is of any dtype", () => {
  expect(scalar(1, "float16").source.value).toEqual({ dtype: "float16", shape: [], data: Uint16Array.of(0x3c00) });
  expect(scalar(2).type).toEqual({ dtype: "float32", shape: [], elements: [2] });
});

test("what may be a shape, an axis, a bound or a scale is known while the graph is built; data is not", () => {
  expect(knownType(arrayOf("int64", [2], [1, -1])).elements).toEqual([1, -1]);
  expect(knownType(arrayOf("int32", [], [3])).elements).toEqual([3]);
  expect(knownType(arrayOf("float32", [], [0.5])).elements).toEqual([0.5]);
  expect(knownType(arrayOf("float32", [1], [0.5])).elements).toEqual([0.5]);
  expect(knownType(arrayOf("bool", [1], [1])).elements).toBeUndefined();
  expect(knownType(arrayOf("int64", [1, 1], [3])).elements).toBeUndefined();
  expect(knownType(arrayOf("int64", [1000], new Array<number>(1000).fill(0))).elements).toBeUndefined();
});

test("an input's sizes may be written as a person writes them", () => {
  expect(input("x", { dtype: "float32", shape: ["s + past", 3] }).type.shape).toEqual(["past + s", 3]);
});
