import { expect, test } from "@jest/globals";
import fc from "fast-check";
import Long from "long";
import protobuf from "protobufjs/minimal.js";
import { bytesField, fields, floatField, intField, textField } from "./fields.ts";

const number = fc.integer({ min: 1, max: 2 ** 29 - 1 });
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const written = (write: (writer: protobuf.Writer) => protobuf.Writer) =>
  new Uint8Array(write(protobuf.Writer.create()).finish());
const options = { seed: 1, numRuns: 300 };

test("integers are encoded as protobufjs encodes them", () => {
  fc.assert(
    fc.property(number, int64, (field, value) => {
      const expected = written((writer) => writer.uint32(field * 8).int64(Long.fromBigInt(value)));
      expect(intField(field, value)).toEqual(expected);
      if (Number.isSafeInteger(Number(value))) expect(intField(field, Number(value))).toEqual(expected);
    }),
    options,
  );
});

test("floats, bytes and texts are encoded as protobufjs encodes them", () => {
  fc.assert(
    fc.property(number, fc.float(), fc.uint8Array(), fc.string({ unit: "grapheme" }), (field, float, bytes, text) => {
      expect(floatField(field, float)).toEqual(written((writer) => writer.uint32(field * 8 + 5).float(float)));
      expect(bytesField(field, bytes)).toEqual(written((writer) => writer.uint32(field * 8 + 2).bytes(bytes)));
      expect(textField(field, text)).toEqual(written((writer) => writer.uint32(field * 8 + 2).string(text)));
    }),
    options,
  );
});

test("a message is its fields one after the other", () => {
  const none: readonly Uint8Array[] = [];
  expect(fields(intField(1, 1), none, [intField(2, 2), intField(2, 3)])).toEqual(Uint8Array.of(8, 1, 16, 2, 16, 3));
});
