import { expect, test } from "@jest/globals";
import fc from "fast-check";
import Long from "long";
import protobuf from "protobufjs/minimal.js";
import { countVarints, decodeVarint, writeVarint } from "./varint.ts";

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

test("varints are encoded as protobufjs encodes them", () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (value) => {
      const expected = protobuf.Writer.create().uint64(Long.fromNumber(value, true)).finish();
      const written = new Uint8Array(12);
      const end = writeVarint(value, written, 1);
      expect(written.subarray(1, end)).toEqual(new Uint8Array(expected));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test("varints of int64 are decoded, negative ones too", () => {
  fc.assert(
    fc.property(int64, (value) => {
      const bytes = protobuf.Writer.create().int64(Long.fromBigInt(value)).finish();
      expect(decodeVarint(bytes, 0)?.end).toBe(bytes.length);
      expect(BigInt(decodeVarint(bytes, 0)!.value)).toBe(value);
      expect(countVarints(bytes)).toBe(1);
    }),
    { seed: 1, numRuns: 300 },
  );
});

test("a varint that is cut, or longer than ten bytes, is none", () => {
  expect(decodeVarint(Uint8Array.of(128, 128), 0)).toBeUndefined();
  expect(decodeVarint(new Uint8Array(20).fill(255), 0)).toBeUndefined();
});
