/** A contiguous part of a file that is in memory. */
export interface Piece {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** A file of which all is in memory but some weights: offsets in the file lead to bytes. */
export class Pieces {
  readonly #pieces: readonly Piece[];
  #last: Piece;

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces;
    this.#last = pieces[0] ?? { offset: 0, bytes: new Uint8Array() };
  }

  /** The bytes from `start` up to `end`, or less where bytes that were left in the file follow. */
  head(start: number, end: number): Uint8Array {
    const { offset, bytes } = this.#pieceAt(start);
    return start < offset ? bytes.subarray(0, 0) : bytes.subarray(start - offset, end - offset);
  }

  /** The bytes [start, end), or undefined where some were left in the file. */
  slice(start: number, end: number): Uint8Array | undefined {
    const head = this.head(start, end);
    return head.length === end - start ? head : undefined;
  }

  #pieceAt(at: number): Piece {
    const last = this.#last;
    if (at >= last.offset && at < last.offset + last.bytes.length) return last;
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#pieces[middle]!.offset <= at) low = middle;
      else high = middle - 1;
    }
    this.#last = this.#pieces[low] ?? last;
    return this.#last;
  }
}
