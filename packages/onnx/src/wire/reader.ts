import { OnnxFormatError } from "../errors.ts";
import { MAX_RECORDS, MESSAGE_RECORDS } from "../limits.ts";
import type { Pieces } from "./pieces.ts";
import { decodeRecord, MAX_HEAD_BYTES, type WireRecord } from "./record.ts";
import { decodeVarint } from "./varint.ts";
import { BYTES, FIXED32, VARINT } from "./wire-types.ts";

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

  float(record: WireRecord, where: string): number {
    this.#expect(record, FIXED32, where);
    return this.#floatsIn(this.value(record, where), where)[0]!;
  }

  /** A list of floats: one in each record, or packed. */
  floats(records: readonly WireRecord[], where: string): number[] {
    return records.flatMap((record) =>
      record.wireType === BYTES ? this.#floatsIn(this.bytes(record, where), where) : this.float(record, where),
    );
  }

  /** A list of int64: one in each record, or packed. */
  ints(records: readonly WireRecord[], where: string): (number | bigint)[] {
    return records.flatMap((record) =>
      record.wireType === BYTES ? this.#intsIn(this.bytes(record, where), where) : this.int64(record, where),
    );
  }

  #floatsIn(bytes: Uint8Array, where: string): number[] {
    if (bytes.length % 4 !== 0) this.fail(where, "floats of 4 bytes", `${bytes.length} bytes`);
    this.spend(bytes.length / 4, where);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
  }

  #intsIn(bytes: Uint8Array, where: string): (number | bigint)[] {
    this.spend(bytes.length, where);
    const found: (number | bigint)[] = [];
    for (let at = 0; at < bytes.length; ) {
      const int = decodeVarint(bytes, at) ?? this.fail(where, "a list of integers", "a cut number");
      found.push(int.value);
      at = int.end;
    }
    return found;
  }

  fail(where: string, expected: string, found: string): never {
    throw new OnnxFormatError(`${this.name}: ${where}`, expected, found);
  }

  #expect(record: WireRecord, wireType: number, where: string): void {
    if (record.wireType !== wireType)
      this.fail(where, `field ${record.field} in wire type ${wireType}`, `wire type ${record.wireType}`);
  }
}
