import { expect, test } from "@jest/globals";
import { divisibleWidth, scaledWidth } from "./divisible-width.ts";

test.each([
  ["the nearest multiple", 100, { divisor: 8 }, 104],
  ["halfway goes up", 20, { divisor: 8 }, 24],
  ["no less than nine tenths", 11, { divisor: 8 }, 16],
  ["at least the divisor", 1, { divisor: 8 }, 8],
  ["at least what is asked for", 1, { divisor: 8, least: 16 }, 16],
  ["less than the divisor where that is asked for", 1, { divisor: 8, least: 4 }, 4],
])("a divisible width: %s", (_, width, options, expected) => {
  expect(divisibleWidth(width, options)).toBe(expected);
});

test.each([
  ["MobileNetV2 1.4", 96, 1.4, 8, 136],
  ["MobileNetV2 0.35", 24, 0.35, 8, 8],
  ["a half to the even number", 5, 0.5, 1, 2],
])("a scaled width: %s", (_, width, factor, divisor, expected) => {
  expect(scaledWidth(width, factor, { divisor })).toBe(expected);
});
