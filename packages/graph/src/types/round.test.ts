import { expect, test } from "@jest/globals";
import { roundHalfToEven } from "./round.ts";

test.each([
  [0.5, 0],
  [1.5, 2],
  [2.5, 2],
  [-0.5, -0],
  [-1.5, -2],
  [-2.5, -2],
  [2.4999, 2],
  [-2.51, -3],
  [0.49999999999999994, 0],
  [2 ** 53, 2 ** 53],
  [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  [Number.NaN, Number.NaN],
])("%s rounds to %s", (x, rounded) => {
  expect(roundHalfToEven(x)).toBe(rounded);
});
