import type { WeightSource } from "../model.ts";
import { encodeVarint } from "./varint.ts";
import { BYTES } from "./wire-types.ts";

/** Weights within a message: their place and length are known before their bytes are. */
export interface WeightSegment {
  readonly initializer: string;
  readonly source: WeightSource;
}

export type Segment = Uint8Array | WeightSegment;

/** An encoded message in pieces, some of which are not in memory. */
export class Rope {
  readonly segments: Segment[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  bytes(bytes: Uint8Array): this {
    if (bytes.length > 0) this.segments.push(bytes);
    this.#length += bytes.length;
    return this;
  }

  /** A length-delimited field: a message, a string or bytes. */
  field(number: number, content: Rope | Uint8Array | WeightSegment): this {
    const length = "source" in content ? content.source.byteLength : content.length;
    this.bytes(encodeVarint(number * 8 + BYTES)).bytes(encodeVarint(length));
    if (content instanceof Uint8Array) return this.bytes(content);
    for (const segment of content instanceof Rope ? content.segments : [content]) this.segments.push(segment);
    this.#length += length;
    return this;
  }
}
