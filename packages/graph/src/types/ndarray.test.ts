import { describe, expect, test } from "@jest/globals";
import { type DType, dtypes, rangeOf } from "./dtype.ts";
import { dtypeFromNumber, numberOfDType } from "./dtype-number.ts";
import { arrayOf, fromNumbers, ndarray, scalarOf, toNumbers } from "./ndarray.ts";

test("an array holds as many elements as its shape says", () => {
  expect(ndarray("float32", [2, 2], Float32Array.of(1, 2, 3, 4)).data).toHaveLength(4);
  expect(() => ndarray("float32", [2, 3], new Float32Array(4))).toThrow("float32[2, 3] needs 6 elements, got 4");
});

describe("plain numbers become elements", () => {
  test.each<[Exclude<DType, "string">, number[], ArrayLike<number | bigint>]>([
    ["float32", [0.1], Float32Array.of(0.1)],
    ["float16", [1, -2], Uint16Array.of(0x3c00, 0xc000)],
    ["bfloat16", [1, -2], Uint16Array.of(0x3f80, 0xc000)],
    [
      "int64",
      [1.9, -1.9, 2 ** 64, Number.NaN, Number.POSITIVE_INFINITY],
      BigInt64Array.of(1n, -1n, 2n ** 63n - 1n, 0n, 0n),
    ],
    ["uint64", [-1, 2 ** 70], BigUint64Array.of(2n ** 64n - 1n, 2n ** 64n - 1n)],
    ["int32", [1.9, -1.9, 2 ** 31], Int32Array.of(1, -1, -(2 ** 31))],
    ["uint8", [255, 256, -1], Uint8Array.of(255, 0, 255)],
    ["bool", [0, 0.1, -3, Number.NaN], Uint8Array.of(0, 1, 1, 1)],
  ])("%s: %s", (dtype, numbers, elements) => {
    expect(arrayOf(dtype, [numbers.length], numbers).data).toEqual(elements);
  });
});

test.each(dtypes.filter((dtype) => dtype !== "string"))("%s reads back as the numbers it was given", (dtype) => {
  const numbers = dtype === "bool" ? [0, 1] : [0, 1, 100];
  expect([...Array.from(toNumbers({ dtype, shape: [numbers.length], data: fromNumbers(dtype, numbers) }))]).toEqual(
    numbers,
  );
});

test("strings are no numbers", () => {
  const array = ndarray("string", [1], ["a"]);
  expect(() => toNumbers(array)).toThrow("a string tensor has no numbers");
  expect(() => rangeOf("string")).toThrow("strings have no range");
});

test("a scalar is one element of any shape", () => {
  expect(scalarOf(arrayOf("int64", [1, 1], [7]))).toBe(7);
  expect(() => scalarOf(arrayOf("int64", [2], [7, 8]))).toThrow("expected one element, got [2]");
});

test("every dtype has ONNX's number", () => {
  for (const dtype of dtypes) expect(dtypeFromNumber(numberOfDType(dtype))).toBe(dtype);
  expect(() => dtypeFromNumber(17)).toThrow("data type 17 is not supported; supported: float32, float64");
});
