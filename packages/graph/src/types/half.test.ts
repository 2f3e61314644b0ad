import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { fromBFloat16, fromFloat16, toBFloat16, toFloat16 } from "./half.ts";

fc.configureGlobal({ seed: 20, numRuns: 300 });

const word = (half: number) => half.toString(16).padStart(4, "0");

describe("float16", () => {
  test.each([
    [0, "0000"],
    [-0, "8000"],
    [1, "3c00"],
    [-2, "c000"],
    [65504, "7bff"],
    [2 ** -14, "0400"],
    [2 ** -24, "0001"],
    [1023 * 2 ** -24, "03ff"],
    [1 / 3, "3555"],
    [Number.POSITIVE_INFINITY, "7c00"],
    [Number.NEGATIVE_INFINITY, "fc00"],
  ])("%s is %s", (value, bits) => {
    expect(word(toFloat16(value))).toBe(bits);
  });

  test.each([
    ["a tie goes to the even neighbour, down", 1 + 2 ** -11, "3c00"],
    ["a tie goes to the even neighbour, up", 1 + 3 * 2 ** -11, "3c02"],
    ["just above a tie goes up", 1 + 2 ** -11 + 2 ** -30, "3c01"],
    ["rounding carries into the exponent", 2 - 2 ** -12, "4000"],
    ["halfway beyond the largest is infinite", 65520, "7c00"],
    ["just below that is the largest", 65519.99, "7bff"],
    ["half of the smallest is 0", 2 ** -25, "0000"],
    ["more than half of it is the smallest", 1.01 * 2 ** -25, "0001"],
    ["a subnormal rounds up to a normal", 2 ** -14 - 2 ** -26, "0400"],
  ])("%s", (_, value, bits) => {
    expect(word(toFloat16(value))).toBe(bits);
  });

  test("every pattern but NaN comes back", () => {
    for (let half = 0; half < 65536; half++) {
      const value = fromFloat16(half);
      if (Number.isNaN(value)) expect(word(toFloat16(value) & 0x7fff)).toBe("7e00");
      else if (toFloat16(value) !== half) expect(word(toFloat16(value))).toBe(word(half));
    }
  });

  test("no other float16 is nearer", () => {
    fc.assert(
      fc.property(fc.float({ min: -65504, max: 65504, noNaN: true }), (value) => {
        const half = toFloat16(value);
        const off = Math.abs(fromFloat16(half) - value);
        for (const neighbour of [half - 1, half + 1])
          if ((neighbour & 0x8000) === (half & 0x8000))
            expect(Math.abs(fromFloat16(neighbour) - value)).toBeGreaterThanOrEqual(off);
      }),
    );
  });
});

describe("bfloat16", () => {
  test.each([
    [0, "0000"],
    [-0, "8000"],
    [1, "3f80"],
    [-2, "c000"],
    [1 + 2 ** -8, "3f80"],
    [1 + 3 * 2 ** -8, "3f82"],
    [3.4028235e38, "7f80"],
    [Number.POSITIVE_INFINITY, "7f80"],
    [Number.NEGATIVE_INFINITY, "ff80"],
    [Number.NaN, "7fc0"],
  ])("%s is %s", (value, bits) => {
    expect(word(toBFloat16(value))).toBe(bits);
  });

  test("every pattern but NaN comes back", () => {
    for (let half = 0; half < 65536; half++) {
      const value = fromBFloat16(half);
      if (!Number.isNaN(value) && toBFloat16(value) !== half) expect(word(toBFloat16(value))).toBe(word(half));
    }
  });
});
