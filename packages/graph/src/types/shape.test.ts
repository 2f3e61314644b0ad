import { expect, test } from "@jest/globals";
import { broadcast, normalizeAxis, sizeOf, sizeOfDims, stridesOf } from "./shape.ts";

test("the number of elements", () => {
  expect(sizeOf([])).toBe(1);
  expect(sizeOf([2, 3, 4])).toBe(24);
  expect(sizeOf([2, 0])).toBe(0);
  expect(sizeOfDims(["b", 3, "s", 2])).toBe("6*b*s");
});

test("strides are row-major", () => {
  expect(stridesOf([2, 3, 4])).toEqual([12, 4, 1]);
  expect(stridesOf([])).toEqual([]);
});

test("shapes broadcast from the last axis", () => {
  expect(broadcast(["b", 1, "s", "t"], ["h", 1, "t"])).toEqual(["b", "h", "s", "t"]);
  expect(broadcast([3], [])).toEqual([3]);
  expect(broadcast([1], [0])).toEqual([0]);
  expect(broadcast([2, 1], [3], [1, 1, 1])).toEqual([1, 2, 3]);
  expect(broadcast()).toEqual([]);
});

test("sizes that differ do not broadcast", () => {
  expect(() => broadcast([2, 3], [4])).toThrow("cannot broadcast 3 with 4 (axis -1)");
  expect(() => broadcast(["s", 3], ["t", 3])).toThrow("cannot broadcast s with t (axis -2)");
});

test("an axis counts from either end", () => {
  expect(normalizeAxis(1, 3)).toBe(1);
  expect(normalizeAxis(-1, 3)).toBe(2);
  expect(() => normalizeAxis(3, 3)).toThrow("axis 3 is outside of rank 3");
  expect(() => normalizeAxis(-4, 3)).toThrow("axis -4 is outside of rank 3");
  expect(() => normalizeAxis(0.5, 3)).toThrow("axis 0.5 is outside of rank 3");
});
