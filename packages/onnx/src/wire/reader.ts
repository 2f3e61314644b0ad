import { decodeMessage, type Message } from "../codec/message.ts";
import { OnnxFormatError } from "../errors.ts";
import { MAX_RECORDS, MESSAGE_RECORDS } from "../limits.ts";
import type { Pieces } from "./pieces.ts";
import { decodeRecord, MAX_HEAD_BYTES, type WireRecord } from "./record.ts";
import { BYTES, VARINT } from "./wire-types.ts";

/** Walks the messages of one file. What it throws are OnnxFormatErrors that name the file and the place. */
export class WireReader {
  readonly name: string;
  readonly #pieces: Pieces;
  readonly #utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  #records = 0;

  constructor(name: string, pieces: Pieces) {
    this.name = name;
    this.#pieces = pieces;
  }

  /** The fields of the message that lies at [start, end), in the file's order. */
  *records({ start, end }: { readonly start: number; readonly end: number }, where: string): Generator<WireRecord> {
    this.spend(MESSAGE_RECORDS, where);
    for (let at = start; at < end; ) {
      this.spend(1, where);
      const head = this.#pieces.head(at, Math.min(at + MAX_HEAD_BYTES, end));
      const record = decodeRecord(head, at, end, `${this.name}: ${where}`);
      yield record;
      at = record.end;
    }
  }

  /** Counts records and list elements against the file's limit. */
  spend(count: number, where: string): void {
    this.#records += count;
    if (this.#records > MAX_RECORDS) this.fail(where, `a file of at most ${MAX_RECORDS} records`, "more");
  }

  /** Where the message lies that a record holds. */
  message(record: WireRecord, where: string): WireRecord {
    this.#expect(record, BYTES, where);
    return record;
  }

  /** A record's content, or undefined where it was left in the file. */
  content(record: WireRecord, where: string): Uint8Array | undefined {
    this.#expect(record, BYTES, where);
    return this.#pieces.slice(record.start, record.end);
  }

  bytes(record: WireRecord, where: string): Uint8Array {
    return this.content(record, where) ?? this.fail(where, "bytes in memory", "weights that were not read");
  }

  /** A number as it was encoded: an unpacked list is packed by joining these. */
  value(record: WireRecord, where: string): Uint8Array {
    const found = this.#pieces.slice(record.start, record.end);
    return found ?? this.fail(where, "bytes in memory", "weights that were not read");
  }

  /** A record with its tag, whatever its type. */
  raw(record: WireRecord, where: string): Uint8Array {
    const found = this.#pieces.slice(record.at, record.end);
    return found ?? this.fail(where, "bytes in memory", "weights that were not read");
  }

  /** The message that lies in a record, by the generated codec. */
  decoded<D>(type: Message<never, D>, record: WireRecord, where: string): D {
    return this.decode(type, this.bytes(record, where), where);
  }

  decode<D>(type: Message<never, D>, bytes: Uint8Array, where: string): D {
    try {
      return decodeMessage(type, bytes);
    } catch (cause) {
      const { message } = cause as Error;
      throw new OnnxFormatError(`${this.name}: ${where}`, `a ${type.name} message`, message, { cause });
    }
  }

  text(record: WireRecord, where: string): string {
    const bytes = this.bytes(record, where);
    return this.utf8(bytes) ?? this.fail(where, "text in UTF-8", "other bytes");
  }

  utf8(bytes: Uint8Array): string | undefined {
    try {
      return this.#utf8.decode(bytes);
    } catch {
      return undefined;
    }
  }

  int64(record: WireRecord, where: string): number | bigint {
    this.#expect(record, VARINT, where);
    return record.value;
  }

  /** An integer that counts or numbers something. */
  integer(record: WireRecord, where: string): number {
    const value = this.int64(record, where);
    return typeof value === "number" ? value : this.fail(where, "an integer below 2^53", `${value}`);
  }

  fail(where: string, expected: string, found: string): never {
    throw new OnnxFormatError(`${this.name}: ${where}`, expected, found);
  }

  #expect(record: WireRecord, wireType: number, where: string): void {
    if (record.wireType !== wireType)
      this.fail(where, `field ${record.field} in wire type ${wireType}`, `wire type ${record.wireType}`);
  }
}
