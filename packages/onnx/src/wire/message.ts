import type { WeightSource } from "../model.ts";
import { writeVarint } from "./varint.ts";
import { BYTES, FIXED32, VARINT } from "./wire-types.ts";

/** Weights within a message: their place and length are known before their bytes are. */
export interface WeightSegment {
  readonly initializer: string;
  readonly source: WeightSource;
}

/** A stretch of a message: bytes, or what gives them when it is written. */
export type Segment = Uint8Array | WeightSegment;

/** A varint of 64 bits takes this many bytes. */
const LONGEST_VARINT = 10;
/** Room that a message has at first: most are a node, a type, an attribute. */
const FIRST_ROOM = 64;
/** Bytes that are at least this many are kept where they are, all others are copied. */
const KEPT = 4096;

const utf8 = new TextEncoder();

/** A protobuf message as it is encoded, field by field. What is not in memory is a segment of its own. */
export class Message {
  readonly #closed: Segment[] = [];
  #closedLength = 0;
  #open = new Uint8Array(FIRST_ROOM);
  #used = 0;

  /** In bytes, with those of weights. */
  get length(): number {
    return this.#closedLength + this.#used;
  }

  /** The message from its first byte to its last. */
  get segments(): readonly Segment[] {
    this.#close();
    return this.#closed;
  }

  /** A field of any integer type but the sint and fixed ones; negative ones take ten bytes. The value fits int64. */
  int(number: number, value: number | bigint): this {
    return this.#tag(number, VARINT).#varint(value < 0 ? BigInt.asUintN(64, BigInt(value)) : value);
  }

  float(number: number, value: number): this {
    this.#tag(number, FIXED32).#reserve(4);
    new DataView(this.#open.buffer, this.#open.byteOffset).setFloat32(this.#used, value, true);
    this.#used += 4;
    return this;
  }

  /** A field of text, in UTF-8. */
  text(number: number, text: string): this {
    return this.bytes(number, utf8.encode(text));
  }

  bytes(number: number, bytes: Uint8Array): this {
    return this.#tag(number, BYTES).#varint(bytes.length).encoded(bytes);
  }

  /** A field that holds a message, as that is now. */
  message(number: number, { length, segments }: Message): this {
    this.#tag(number, BYTES).#varint(length);
    for (const segment of segments) {
      if (segment instanceof Uint8Array) this.encoded(segment);
      else this.#keep(segment, segment.source.byteLength);
    }
    return this;
  }

  /** A field of bytes that are weights. */
  weights(number: number, segment: WeightSegment): this {
    const { byteLength } = segment.source;
    this.#tag(number, BYTES).#varint(byteLength).#keep(segment, byteLength);
    return this;
  }

  /** Fields that are encoded already. */
  encoded(fields: Uint8Array): this {
    if (fields.length < KEPT) {
      this.#reserve(fields.length);
      this.#open.set(fields, this.#used);
      this.#used += fields.length;
    } else this.#keep(fields, fields.length);
    return this;
  }

  #tag(number: number, wireType: number): this {
    return this.#varint(number * 8 + wireType);
  }

  #varint(value: number | bigint): this {
    this.#reserve(LONGEST_VARINT);
    this.#used = writeVarint(value, this.#open, this.#used);
    return this;
  }

  #reserve(count: number): void {
    const needed = this.#used + count;
    if (needed <= this.#open.length) return;
    const larger = new Uint8Array(Math.max(2 * this.#open.length, needed));
    larger.set(this.#open.subarray(0, this.#used));
    this.#open = larger;
  }

  #keep(segment: Segment, length: number): void {
    this.#close();
    this.#closed.push(segment);
    this.#closedLength += length;
  }

  #close(): void {
    if (this.#used === 0) return;
    this.#closed.push(this.#open.subarray(0, this.#used));
    this.#closedLength += this.#used;
    this.#open = this.#open.subarray(this.#used);
    this.#used = 0;
  }
}
