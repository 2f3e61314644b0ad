import { expect, test } from "@jest/globals";
import fc from "fast-check";
import Long from "long";
import protobuf from "protobufjs/minimal.js";
import { Message } from "./message.ts";

const number = fc.integer({ min: 1, max: 2 ** 29 - 1 });
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const written = (write: (writer: protobuf.Writer) => protobuf.Writer) =>
  new Uint8Array(write(protobuf.Writer.create()).finish());
const options = { seed: 1, numRuns: 300 };

/** The bytes of a message that has no weights. */
function bytesOf(message: Message): Uint8Array {
  const bytes = new Uint8Array(Buffer.concat(message.segments as readonly Uint8Array[]));
  expect(message.length).toBe(bytes.length);
  return bytes;
}

test("integers are encoded as protobufjs encodes them", () => {
  fc.assert(
    fc.property(number, int64, (field, value) => {
      const expected = written((writer) => writer.uint32(field * 8).int64(Long.fromBigInt(value)));
      expect(bytesOf(new Message().int(field, value))).toEqual(expected);
      if (Number.isSafeInteger(Number(value)))
        expect(bytesOf(new Message().int(field, Number(value)))).toEqual(expected);
    }),
    options,
  );
});

test("floats, bytes and texts are encoded as protobufjs encodes them", () => {
  fc.assert(
    fc.property(number, fc.float(), fc.uint8Array(), fc.string({ unit: "grapheme" }), (field, float, bytes, text) => {
      const expected = written((writer) => {
        writer.uint32(field * 8 + 5).float(float);
        writer.uint32(field * 8 + 2).bytes(bytes);
        return writer.uint32(field * 8 + 2).string(text);
      });
      expect(bytesOf(new Message().float(field, float).bytes(field, bytes).text(field, text))).toEqual(expected);
    }),
    options,
  );
});

test("messages lie in messages, short and long ones, as protobufjs encodes them", () => {
  const long = fc.uint8Array({ minLength: 4000, maxLength: 5000 });
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.uint8Array(), long)), int64, (parts, value) => {
      const inner = new Message().int(1, value);
      for (const part of parts) inner.bytes(2, part);
      const expected = written((writer) => {
        writer.uint32(10).fork().uint32(8).int64(Long.fromBigInt(value));
        for (const part of parts) writer.uint32(18).bytes(part);
        return writer.ldelim().uint32(16).uint32(7);
      });
      expect(Buffer.compare(bytesOf(new Message().message(1, inner).int(2, 7)), expected)).toBe(0);
    }),
    { seed: 1, numRuns: 100 },
  );
});

test("weights are a segment with its length before it, in whatever message", () => {
  const source = { byteLength: 300, async *chunks() {} };
  const weights = { initializer: "w", source };
  const outer = new Message().message(1, new Message().int(1, 5).weights(9, weights).int(2, 6)).int(3, 7);
  expect(outer.segments).toEqual([
    Uint8Array.of(10, 0xb3, 0x02, 8, 5, 74, 0xac, 0x02),
    weights,
    Uint8Array.of(16, 6, 24, 7),
  ]);
  expect(outer.length).toBe(8 + 300 + 4);
});
