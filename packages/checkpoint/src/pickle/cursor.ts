import { InvalidPickleError } from "../errors.ts";

/** Thrown where a pickle goes on behind the bytes at hand: more of the file may help. */
export class PickleEndError extends InvalidPickleError {}

/** Reads a pickle's arguments by position, never past its bytes. */
export class PickleCursor {
  readonly file: string;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  at: number;

  constructor(file: string, bytes: Uint8Array, at: number) {
    this.file = file;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }
  u16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }
  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }
  i32(): number {
    return this.#view.getInt32(this.#take(4), true);
  }
  u64(): bigint {
    return this.#view.getBigUint64(this.#take(8), true);
  }
  /** Python stores a float big-endian. */
  f64(): number {
    return this.#view.getFloat64(this.#take(8));
  }

  bytes(length: number): Uint8Array {
    const start = this.#take(length);
    return this.#bytes.subarray(start, start + length);
  }

  text(length: number): string {
    return this.#decode(this.bytes(length));
  }

  /** Up to a line feed, which is skipped. */
  line(maxLength: number): string {
    const end = this.#bytes.subarray(this.at, this.at + maxLength + 1).indexOf(0x0a);
    if (end >= 0) {
      const line = this.bytes(end);
      this.at++;
      return this.#decode(line);
    }
    if (this.at + maxLength < this.#bytes.byteLength) throw this.error(`a name is longer than ${maxLength} bytes`);
    throw this.#ended();
  }

  error(problem: string, expected?: string, found?: string): InvalidPickleError {
    return new InvalidPickleError({
      file: this.file,
      problem: `the pickle is broken at byte ${this.at}: ${problem}`,
      expected,
      found,
      advice: "Fetch the file again, or save the model as safetensors.",
    });
  }

  #take(length: number): number {
    const start = this.at;
    if (start + length > this.#bytes.byteLength) throw this.#ended();
    this.at += length;
    return start;
  }

  #decode(bytes: Uint8Array): string {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw this.error("a text is not UTF-8");
    }
  }

  #ended(): PickleEndError {
    return new PickleEndError({
      file: this.file,
      problem: "the pickle ends before its STOP",
      found: `${this.#bytes.byteLength} bytes`,
      advice: "The file is truncated; fetch it again.",
    });
  }
}
