/** Bytes that are read by range: a file, a Blob, memory. */
export interface ByteSource {
  readonly name: string;
  readonly size: number;
  /** Exactly `length` bytes from `offset`. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** A range in order, where the source does better than to be read again and again. A chunk may reuse the last one's memory. */
  chunks?(offset: number, length: number): AsyncIterable<Uint8Array>;
}

export const isByteSource = (input: Uint8Array | ByteSource): input is ByteSource => !(input instanceof Uint8Array);
