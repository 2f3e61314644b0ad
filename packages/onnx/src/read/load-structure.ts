import type { ByteSource } from "../bytes/source.ts";
import { OnnxFormatError } from "../errors.ts";
import { LAZY_BYTES, MAX_DEPTH, MAX_RECORDS, MAX_STRUCTURE_BYTES } from "../limits.ts";
import { type Piece, Pieces } from "../wire/pieces.ts";
import { decodeRecord, MAX_HEAD_BYTES } from "../wire/record.ts";
import { BYTES } from "../wire/wire-types.ts";

type Container = "model" | "graph" | "node" | "attribute" | "tensor";

/** The fields through which weights are reached; those of a tensor are its raw_data. */
const within: { readonly [C in Container]: Readonly<Record<number, Container | "weights">> } = {
  model: { 7: "graph" },
  graph: { 1: "node", 5: "tensor" },
  node: { 5: "attribute" },
  attribute: { 5: "tensor", 6: "graph" },
  tensor: { 9: "weights" },
};

const WINDOW_BYTES = 64 * 1024;

/**
 * Reads a model's file without its weights: all of it but the raw_data of the tensors that have much of it. Containers
 * that are small are not looked into.
 */
export async function loadStructure(source: ByteSource): Promise<Pieces> {
  const holes: { start: number; end: number }[] = [];
  const window = new Window(source);
  let records = 0;

  async function walk(kind: Container, start: number, limit: number, depth: number): Promise<void> {
    if (depth > 3 * MAX_DEPTH) throw new OnnxFormatError(source.name, `at most ${MAX_DEPTH} nested graphs`, "more");
    for (let at = start; at < limit; ) {
      if (++records > MAX_RECORDS) throw new OnnxFormatError(source.name, `at most ${MAX_RECORDS} records`, "more");
      const head = await window.head(at, Math.min(at + MAX_HEAD_BYTES, limit));
      const record = decodeRecord(head, at, limit, `${source.name}: ${kind}`);
      const inner = record.wireType === BYTES ? within[kind][record.field] : undefined;
      if (inner !== undefined && record.end - record.start >= LAZY_BYTES) {
        if (inner === "weights") holes.push(record);
        else await walk(inner, record.start, record.end, depth + 1);
      }
      at = record.end;
    }
  }

  await walk("model", 0, source.size, 0);
  return new Pieces(await readBetween(source, holes));
}

async function readBetween(source: ByteSource, holes: readonly { start: number; end: number }[]): Promise<Piece[]> {
  const pieces: Piece[] = [];
  let total = 0;
  let offset = 0;
  for (const { start, end } of [...holes, { start: source.size, end: source.size }]) {
    total += start - offset;
    if (total > MAX_STRUCTURE_BYTES)
      throw new OnnxFormatError(source.name, `at most ${MAX_STRUCTURE_BYTES} bytes besides weights`, "more");
    if (start > offset) pieces.push({ offset, bytes: await source.read(offset, start - offset) });
    offset = end;
  }
  return pieces;
}

/** Reads ahead while records follow each other, and little after a jump. */
class Window {
  readonly #source: ByteSource;
  #offset = 0;
  #bytes: Uint8Array = new Uint8Array();
  #ahead = WINDOW_BYTES;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  async head(start: number, end: number): Promise<Uint8Array> {
    const windowEnd = this.#offset + this.#bytes.length;
    if (start < this.#offset || end > windowEnd) {
      this.#ahead = start > windowEnd + WINDOW_BYTES ? 512 : Math.min(this.#ahead * 4, WINDOW_BYTES);
      const length = Math.min(Math.max(this.#ahead, end - start), this.#source.size - start);
      this.#bytes = await this.#source.read(start, length);
      this.#offset = start;
    }
    return this.#bytes.subarray(start - this.#offset, end - this.#offset);
  }
}
