import { describe, expect, test } from "@jest/globals";
import { decodeMessage, encodeMessage, fromInt64, onnx, toInt64 } from "../../test/codec/codec.ts";

const throughTheCodec = (value: number | bigint) => {
  const bytes = encodeMessage(onnx.AttributeProto, { i: toInt64(value) });
  return fromInt64(decodeMessage(onnx.AttributeProto, bytes).i);
};

describe("int64 through the generated codec", () => {
  test.each([0, 1, -1, 2 ** 31, -(2 ** 31) - 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])("%d", (value) => {
    expect(throughTheCodec(value)).toBe(value);
    expect(throughTheCodec(BigInt(value))).toBe(value);
  });

  test.each([2n ** 53n, 2n ** 63n - 1n, -(2n ** 63n)])("%d stays a bigint", (value) => {
    expect(throughTheCodec(value)).toBe(value);
  });

  test.each([0.5, Number.NaN, 2 ** 53, 2n ** 63n, -(2n ** 63n) - 1n])("%d is refused", (value) => {
    expect(() => toInt64(value)).toThrow(/exact integer|fit int64/);
  });
});
