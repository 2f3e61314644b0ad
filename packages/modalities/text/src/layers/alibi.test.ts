import { describe, expect, test } from "@jest/globals";
import { arrayOf, evaluate, input, type NDArray, toNumbers } from "@transonnx/graph";
import { alibiBias, alibiSlopes, placesInMask } from "./alibi.ts";

describe("alibiSlopes", () => {
  test("fall by equal factors to 2^-8 for a power of two", () => {
    expect(alibiSlopes(4)).toEqual([2 ** -2, 2 ** -4, 2 ** -6, 2 ** -8]);
  });

  test("of further heads lie between those of the next power of two", () => {
    expect(alibiSlopes(6)).toEqual([2 ** -2, 2 ** -4, 2 ** -6, 2 ** -8, 2 ** -1, 2 ** -3]);
  });

  test("differ in the last bits where the base is rounded first", () => {
    const [exact, rounded] = [alibiSlopes(16)[10]!, alibiSlopes(16, { float32Base: true })[10]!];
    expect(rounded).not.toBe(exact);
    expect(rounded).toBeCloseTo(exact, 8);
  });
});

test("padding takes no place, on either side", async () => {
  const mask = input("attention_mask", { dtype: "int64", shape: ["b", "t"] });
  const inputs = { attention_mask: arrayOf("int64", [2, 4], [0, 1, 1, 1, 1, 1, 0, 0]) };
  const places = placesInMask(mask);
  const [found, bias] = await evaluate([places, alibiBias(1, places)], { inputs });
  expect(numbers(found!)).toEqual([0, 0, 1, 2, 0, 1, 0, 0]);
  expect(bias!.shape).toEqual([2, 1, 1, 4]);
  expect(numbers(bias!)).toEqual([0, 0, 2 ** -8, 2 ** -7, 0, 2 ** -8, 0, 0]);
});

/** With -0 as 0. */
const numbers = (x: NDArray): readonly number[] => Array.from(toNumbers(x), (value) => value + 0);
