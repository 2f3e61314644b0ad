import type { ByteSink } from "../bytes/sink.ts";

const CAPACITY = 1024 * 1024;
/** What is at least this large is passed on as it is: copying it would cost more than a call. */
const DIRECT = 256 * 1024;

/** Gathers small writes into large ones. */
export class Coalescer {
  readonly #sink: ByteSink;
  readonly #buffer: Uint8Array;
  #used = 0;

  constructor(sink: ByteSink, expected: number) {
    this.#sink = sink;
    this.#buffer = new Uint8Array(Math.min(CAPACITY, expected));
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (bytes.length > this.#buffer.length - this.#used || bytes.length >= DIRECT) await this.flush();
    if (bytes.length >= DIRECT || bytes.length > this.#buffer.length) return this.#sink.write(bytes);
    this.#buffer.set(bytes, this.#used);
    this.#used += bytes.length;
  }

  async zeros(count: number): Promise<void> {
    const zeros = new Uint8Array(Math.min(count, DIRECT));
    for (let left = count; left > 0; left -= zeros.length) await this.write(zeros.subarray(0, left));
  }

  async flush(): Promise<void> {
    if (this.#used > 0) await this.#sink.write(this.#buffer.subarray(0, this.#used));
    this.#used = 0;
  }
}
