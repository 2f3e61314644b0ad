import { describe, expect, test } from "@jest/globals";
import { arrayOf } from "@transonnx/graph";
import { differenceOf } from "./difference.ts";

const floats = (...values: number[]) => arrayOf("float32", [values.length], values);
const tolerance = { atol: 1e-5, rtol: 1e-5 };

describe("differenceOf", () => {
  test("tells the largest difference, where it is, and how many elements are beyond the tolerance", () => {
    const expected = arrayOf("float32", [2, 3], [0, 1, 2, 3, 4, 5]);
    const found = arrayOf("float32", [2, 3], [0, 1, 2.5, 3, 4.25, 5]);
    expect(differenceOf(expected, found, tolerance)).toEqual({
      ...{ maxDifference: 0.5, at: [0, 2], expected: 2, found: 2.5 },
      ...{ beyond: 2, elements: 6, scale: 5, finite: 6 },
    });
  });

  test("allows atol and rtol times the largest expected value", () => {
    const wide = { atol: 0.125, rtol: 0.25 };
    expect(differenceOf(floats(1), floats(1.375), wide).beyond).toBe(0);
    expect(differenceOf(floats(1), floats(1.376), wide).beyond).toBe(1);
    expect(differenceOf(floats(-4, 0), floats(-2.875, 1.125), wide).beyond).toBe(0);
    expect(differenceOf(floats(-4, 0), floats(-2.874, 1.126), wide).beyond).toBe(2);
    expect(differenceOf(floats(0), floats(0.126), wide).beyond).toBe(1);
    expect(
      differenceOf(floats(Number.NEGATIVE_INFINITY, 0), floats(Number.NEGATIVE_INFINITY, 0.126), wide).beyond,
    ).toBe(1);
  });

  test("takes each value's own size where it is asked to, as numpy.allclose does", () => {
    const numpy = { atol: 0.125, rtol: 0.25, elementwise: true };
    expect(differenceOf(floats(-4, 1), floats(-2.875, 1.375), numpy).beyond).toBe(0);
    expect(differenceOf(floats(-4, 1), floats(-2.874, 1.376), numpy).beyond).toBe(2);
    expect(differenceOf(floats(-4, 0), floats(-2.875, 1.125), numpy).beyond).toBe(1);
  });

  test("takes logits of float32's exactness for equal, however near 0 some of them are", () => {
    const large = { expected: [25.90625, -0.25], found: [25.90634, -0.25005] };
    expect(differenceOf(floats(...large.expected), floats(...large.found), tolerance).beyond).toBe(0);
  });

  test.each([
    [Number.NaN, 1, Number.NaN],
    [1, Number.NaN, Number.NaN],
    [Number.POSITIVE_INFINITY, 1, Number.POSITIVE_INFINITY],
    [1, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  ])("takes %p against %p for a difference, whatever the tolerance", (expected, found, maxDifference) => {
    const { beyond, ...rest } = differenceOf(floats(0, expected, 0), floats(9, found, 9), { atol: 100, rtol: 100 });
    expect({ beyond, ...rest }).toMatchObject({ beyond: 1, maxDifference, at: [1] });
  });

  test("takes equal infinities and two NaNs for equal, and says that nothing finite was compared", () => {
    const same = floats(Number.NaN, Number.POSITIVE_INFINITY);
    expect(differenceOf(same, same, tolerance)).toMatchObject({ beyond: 0, maxDifference: 0, finite: 0 });
  });

  test("compares integers and half floats by value", () => {
    const ids = arrayOf("int64", [2], [7, 9]);
    expect(differenceOf(ids, arrayOf("int64", [2], [7, 8]), tolerance)).toMatchObject({ beyond: 1, maxDifference: 1 });
    const half = arrayOf("float16", [1], [1.5]);
    expect(differenceOf(half, arrayOf("float16", [1], [1.25]), tolerance).maxDifference).toBe(0.25);
  });
});
