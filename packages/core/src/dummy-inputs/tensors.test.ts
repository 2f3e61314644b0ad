import { describe, expect, test } from "@jest/globals";
import type { NDArray } from "@transonnx/graph";
import {
  concatInputs,
  constantTensor,
  createRandomSource,
  padInputOnDim,
  randomFloatTensor,
  randomIntTensor,
  randomMaskTensor,
} from "./index.ts";

const values = ({ data }: NDArray) => Array.from(data as ArrayLike<number>, Number);

describe("random tensors", () => {
  test("depend on the seed alone", () => {
    const draw = (seed: number) => values(randomIntTensor(createRandomSource(seed), [2, 8], 1000));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(values(randomIntTensor(createRandomSource(0), [4], 1000))).toMatchInlineSnapshot(`
[
  266,
  0,
  223,
  146,
]
`);
  });

  test("of integers lie in [minValue, maxValue)", () => {
    const drawn = values(randomIntTensor(createRandomSource(3), [1000], 5, { minValue: 2, dtype: "int32" }));
    expect(new Set(drawn)).toEqual(new Set([2, 3, 4]));
  });

  test("of int8 stay in its range", () => {
    const drawn = randomIntTensor(createRandomSource(3), [1000], 30522, { dtype: "int8" });
    expect(drawn.data).toBeInstanceOf(Int8Array);
    expect(Math.min(...values(drawn))).toBeGreaterThanOrEqual(0);
  });

  test("of floats lie in [minValue, maxValue), in any precision", () => {
    const drawn = values(randomFloatTensor(createRandomSource(3), [1000], { minValue: -2, maxValue: 2 }));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(-2);
    expect(Math.max(...drawn)).toBeLessThanOrEqual(2);
    const half = { minValue: 1, maxValue: 1, dtype: "float16" } as const;
    expect(values(randomFloatTensor(createRandomSource(3), [2], half))).toEqual([0x3c00, 0x3c00]);
  });

  test("of masks have at least one token and one padding, on the side that is asked for", () => {
    for (let seed = 0; seed < 50; seed++) {
      const right = values(randomMaskTensor(createRandomSource(seed), [2, 8])).join("");
      expect(right).toMatch(/^(1+0+)\1$/);
      expect(right).toHaveLength(16);
      const left = randomMaskTensor(createRandomSource(seed), [2, 8], { paddingSide: "left" });
      expect(values(left).join("")).toMatch(/^(0+1+)\1$/);
    }
  });

  test("of masks for a single token have no padding", () => {
    expect(values(randomMaskTensor(createRandomSource(0), [2, 1]))).toEqual([1, 1]);
  });
});

describe("constantTensor", () => {
  test("is int64 for integers and float32 for other numbers", () => {
    expect(constantTensor([2])).toEqual({ dtype: "int64", shape: [2], data: BigInt64Array.of(1n, 1n) });
    expect(constantTensor([2], 0.5)).toEqual({ dtype: "float32", shape: [2], data: Float32Array.of(0.5, 0.5) });
  });
});

describe("concatInputs and padInputOnDim", () => {
  const mask = { dtype: "int32", shape: [2, 2], data: Int32Array.of(1, 2, 3, 4) } as const;

  test("join along an axis", () => {
    const other = { dtype: "int32", shape: [2, 1], data: Int32Array.of(8, 9) } as const;
    expect(concatInputs([mask, other], 1)).toEqual({
      dtype: "int32",
      shape: [2, 3],
      data: Int32Array.of(1, 2, 8, 3, 4, 9),
    });
    expect(concatInputs([mask, mask], 0).shape).toEqual([4, 2]);
  });

  test("lengthen an axis to a length, or by a length", () => {
    const padded = { dtype: "int32", shape: [2, 3], data: Int32Array.of(1, 2, 1, 3, 4, 1) };
    expect(padInputOnDim(mask, { dim: 1, desiredLength: 3 })).toEqual(padded);
    expect(padInputOnDim(mask, { dim: -1, paddingLength: 1 })).toEqual(padded);
    expect(padInputOnDim(mask, { dim: 1, desiredLength: 1 })).toBe(mask);
  });

  test("refuse what does not fit", () => {
    expect(() => padInputOnDim(mask, { dim: 1 })).toThrow(/either desiredLength or paddingLength/);
    expect(() => concatInputs([], 0)).toThrow(/expected arrays/);
    expect(() => concatInputs([mask, constantTensor([3, 1], 1, "int32")], 1)).toThrow(/expected int32\[2, any\]/);
  });
});
