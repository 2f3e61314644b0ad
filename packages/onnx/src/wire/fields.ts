import { encodeVarint } from "./varint.ts";
import { BYTES, FIXED32, VARINT } from "./wire-types.ts";

/** Fields one after the other: a message, or a part of one. */
export function fields(...parts: readonly (Uint8Array | readonly Uint8Array[])[]): Uint8Array {
  const listed = parts.flat();
  const out = new Uint8Array(listed.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of listed) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

const tag = (number: number, wireType: number): Uint8Array => encodeVarint(number * 8 + wireType);

/** A field of any integer type but the sint and fixed ones; negative ones take ten bytes. The value fits int64. */
export const intField = (number: number, value: number | bigint): Uint8Array =>
  fields(tag(number, VARINT), encodeVarint(value < 0 ? BigInt.asUintN(64, BigInt(value)) : value));

export function floatField(number: number, value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return fields(tag(number, FIXED32), bytes);
}

/** A field of bytes, or of an encoded message. */
export const bytesField = (number: number, content: Uint8Array): Uint8Array =>
  fields(tag(number, BYTES), encodeVarint(content.length), content);

/** A field of text, in UTF-8. */
export const textField = (number: number, text: string): Uint8Array => bytesField(number, utf8(text));

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
