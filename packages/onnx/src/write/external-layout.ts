import type { ExternalData, WeightSource } from "../model.ts";

/** One tensor's place in the file of external data. */
export interface Placed {
  readonly initializer: string;
  readonly offset: number;
  readonly byteLength: number;
  readonly data: Uint8Array | WeightSource;
}

/** Gives tensors their places in one file of external data, in the order in which they come. */
export class ExternalLayout {
  readonly placed: Placed[] = [];
  readonly #location: string;
  readonly #threshold: number;
  readonly #alignment: number;
  #end = 0;

  constructor(location: string, threshold: number, alignment: number) {
    this.#location = location;
    this.#threshold = threshold;
    this.#alignment = alignment;
  }

  /** The length of the file. */
  get length(): number {
    return this.#end;
  }

  /** Undefined where the tensor stays in the model's file. */
  place(initializer: string, data: Uint8Array | WeightSource): ExternalData | undefined {
    const { byteLength } = data;
    if (byteLength < this.#threshold || byteLength === 0) return undefined;
    const offset = Math.ceil(this.#end / this.#alignment) * this.#alignment;
    this.placed.push({ initializer, offset, byteLength, data });
    this.#end = offset + byteLength;
    return { external: { location: this.#location, offset, length: byteLength } };
  }
}
