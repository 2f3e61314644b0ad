import { expect, test } from "@jest/globals";
import { erfOf } from "./erf.ts";

// To 16 digits, as mpmath computes them.
test.each([
  [0, 0],
  [1e-9, 1.1283791670955127e-9],
  [0.01, 0.01128341555584962],
  [0.3, 0.3286267594591274],
  [0.5, 0.5204998778130465],
  [1, 0.8427007929497149],
  [1.7, 0.983790458590775],
  [2.5, 0.999593047982555],
  [3.9, 0.9999999652077514],
  [5.99, 1],
  [6, 1],
  [1e30, 1],
  [Infinity, 1],
])("erf(%d) is %d, and odd", (x, expected) => {
  expect(Math.abs(erfOf(x) - expected)).toBeLessThan(6e-16 * expected + 1e-300);
  expect(erfOf(-x)).toBe(-erfOf(x));
});

test("erf of no number is no number", () => {
  expect(erfOf(Number.NaN)).toBeNaN();
});
