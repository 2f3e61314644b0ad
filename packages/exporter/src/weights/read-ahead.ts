import type { ByteSource, StoredTensor } from "@transonnx/checkpoint";

/** Large enough that a read is worth its call, small enough that what was read is still in the cache when it is written. */
const CHUNK_BYTES = 2 * 1024 * 1024;
/** Reads that are under way while a chunk is written. */
const AHEAD = 2;

interface Piece {
  readonly source: ByteSource;
  readonly offset: number;
  readonly length: number;
}

/**
 * Reads tensors in the order in which they are written, ahead of the writer and over the end of a tensor: while a chunk is
 * written, the next ones are read. A few buffers serve for all of them, whatever their number and size; a chunk is valid
 * until the next one is asked for.
 */
export class ReadAhead {
  readonly #pieces: Piece[] = [];
  readonly #first = new Map<StoredTensor, number>();
  readonly #buffers: (Uint8Array | undefined)[] = [];
  readonly #size: number;
  readonly #reading: Promise<Uint8Array>[] = [];
  #next = 0;

  constructor(order: readonly StoredTensor[], chunkSize = CHUNK_BYTES) {
    this.#size = chunkSize;
    for (const tensor of order) {
      const { range } = tensor;
      if (!range?.source.readInto || this.#first.has(tensor)) continue;
      this.#first.set(tensor, this.#pieces.length);
      for (let at = 0; at < range.length; at += chunkSize)
        this.#pieces.push({
          source: range.source,
          offset: range.offset + at,
          length: Math.min(chunkSize, range.length - at),
        });
    }
  }

  /** A tensor's bytes. Out of turn, and where its bytes do not lie in the file as they are, it reads them itself. */
  async *chunks(tensor: StoredTensor): AsyncGenerator<Uint8Array, void, undefined> {
    const first = this.#first.get(tensor);
    if (first === undefined || first !== this.#next) return yield* tensor.chunks(this.#size);
    const end = first + Math.ceil(tensor.byteLength / this.#size);
    while (this.#next < end) {
      this.#readAhead();
      const chunk = await this.#reading.shift()!;
      this.#next++;
      this.#readAhead();
      yield chunk;
    }
  }

  #readAhead(): void {
    while (this.#reading.length < AHEAD && this.#next + this.#reading.length < this.#pieces.length) {
      const reading = this.#read(this.#next + this.#reading.length);
      // It may fail while a chunk before it is used: the failure is thrown when its turn comes.
      reading.catch(() => undefined);
      this.#reading.push(reading);
    }
  }

  async #read(index: number): Promise<Uint8Array> {
    const { source, offset, length } = this.#pieces[index]!;
    const buffer = this.#bufferOf(index % (AHEAD + 1), length);
    await source.readInto!(offset, buffer);
    return buffer;
  }

  #bufferOf(turn: number, length: number): Uint8Array {
    const known = this.#buffers[turn];
    if (known && known.length >= length) return known.subarray(0, length);
    const buffer = new Uint8Array(Math.max(length, this.#pieces.length > AHEAD ? this.#size : 0));
    this.#buffers[turn] = buffer;
    return buffer.subarray(0, length);
  }
}
