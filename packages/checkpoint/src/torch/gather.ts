import { type ByteSource, checkRange, readRange } from "../byte-source.ts";
import { count, type StridedDim, span } from "./strides.ts";

/** The rows that are put in order at once. Large blocks make long reads of a transposed matrix. */
const BLOCK_BYTES = 16 * 1024 * 1024;
/** The most that is read at once. */
const WINDOW_BYTES = 4 * 1024 * 1024;
/** A gap is read over where that is cheaper than a further read. */
const DENSE_RATIO = 2;
const SMALL_BYTES = 64 * 1024;

/** A strided view of a part of a file. */
export interface StridedRange {
  readonly source: ByteSource;
  /** Of the view's first element, in bytes. */
  readonly offset: number;
  readonly itemSize: 1 | 2 | 4 | 8;
  /** Outermost first, as the result is ordered. */
  readonly dims: readonly StridedDim[];
}

/** A dimension of a box with its stride in the file and in the block that it is gathered to. */
interface BoxDim extends StridedDim {
  readonly to: number;
}

/**
 * The elements of a view in row-major order, in chunks. Memory is bounded by one block and one window, which are used
 * again: a chunk is valid until the next one is asked for.
 */
export async function* gatherChunks(
  range: StridedRange,
  chunkSize: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const limit = Math.floor(BLOCK_BYTES / range.itemSize);
  const memory = new Uint8Array(Math.min(limit, count(range.dims)) * range.itemSize);
  const read = windowReader(range.source);
  for (const { at, dims } of blocks(range.dims, limit)) {
    const block = memory.subarray(0, count(dims) * range.itemSize);
    await gatherBox(range, read, at, rowMajor(dims), 0, block);
    for (let start = 0; start < block.byteLength; start += chunkSize) {
      yield block.subarray(start, start + chunkSize);
    }
  }
}

type ReadWindow = (offset: number, length: number) => Promise<Uint8Array>;

/** Reads into one piece of memory, where the source can. */
function windowReader(source: ByteSource): ReadWindow {
  let memory = new Uint8Array(0);
  return async (offset, length) => {
    if (!source.readInto) return readRange(source, offset, length);
    checkRange(source, offset, length);
    if (memory.byteLength < length) memory = new Uint8Array(length);
    const window = memory.subarray(0, length);
    await source.readInto(offset, window);
    return window;
  };
}

/** Cuts a view along its outer dimensions into blocks of at most `limit` elements. */
function* blocks(dims: readonly StridedDim[], limit: number): Generator<{ at: number; dims: readonly StridedDim[] }> {
  const [first, ...rest] = dims;
  if (first === undefined || count(dims) <= limit) return yield { at: 0, dims };
  const rows = Math.floor(limit / count(rest));
  if (rows === 0) {
    for (let i = 0; i < first.size; i++) {
      for (const block of blocks(rest, limit)) yield { at: block.at + i * first.stride, dims: block.dims };
    }
    return;
  }
  for (let i = 0; i < first.size; i += rows) {
    yield { at: i * first.stride, dims: [{ size: Math.min(rows, first.size - i), stride: first.stride }, ...rest] };
  }
}

function rowMajor(dims: readonly StridedDim[]): readonly BoxDim[] {
  return dims.map((dim, i) => ({ ...dim, to: count(dims.slice(i + 1)) }));
}

/** Halves a box along its longest way through the file until one read serves it. */
async function gatherBox(
  range: StridedRange,
  read: ReadWindow,
  at: number,
  dims: readonly BoxDim[],
  to: number,
  block: Uint8Array,
): Promise<void> {
  const bytes = span(dims) * range.itemSize;
  const dense = bytes <= DENSE_RATIO * count(dims) * range.itemSize;
  if (bytes <= SMALL_BYTES || (dense && bytes <= WINDOW_BYTES)) {
    const window = await read(range.offset + at * range.itemSize, bytes);
    return scatter(window, block, to, dims, range.itemSize);
  }
  const longest = dims.reduce((a, b) => ((b.size - 1) * b.stride > (a.size - 1) * a.stride ? b : a));
  const half = Math.ceil(longest.size / 2);
  const part = (size: number) => dims.map((dim) => (dim === longest ? { ...dim, size } : dim));
  await gatherBox(range, read, at, part(half), to, block);
  await gatherBox(range, read, at + half * longest.stride, part(longest.size - half), to + half * longest.to, block);
}

function scatter(
  window: Uint8Array,
  block: Uint8Array,
  to: number,
  dims: readonly BoxDim[],
  itemSize: 1 | 2 | 4 | 8,
): void {
  const aligned = window.byteOffset % itemSize === 0 ? window : window.slice();
  if (itemSize === 8) {
    // Pairs of 32 bits: several times faster than bigints.
    const pairs = dims.map((dim) => ({ size: dim.size, stride: 2 * dim.stride, to: 2 * dim.to }));
    copyBox(elements(aligned, 4), elements(block, 4), 2 * to, [...pairs, { size: 2, stride: 1, to: 1 }]);
  } else {
    copyBox(elements(aligned, itemSize), elements(block, itemSize), to, dims);
  }
}

type Elements = Uint8Array | Uint16Array | Uint32Array;

function elements(bytes: Uint8Array, itemSize: 1 | 2 | 4): Elements {
  const length = bytes.byteLength / itemSize;
  if (itemSize === 1) return bytes;
  if (itemSize === 2) return new Uint16Array(bytes.buffer, bytes.byteOffset, length);
  return new Uint32Array(bytes.buffer, bytes.byteOffset, length);
}

function copyBox(from: Elements, into: Elements, to: number, dims: readonly BoxDim[]): void {
  const copy = (axis: number, source: number, target: number): void => {
    const { size, stride, to } = dims[axis] as BoxDim;
    if (axis === dims.length - 1) {
      for (let i = 0; i < size; i++) into[target + i * to] = from[source + i * stride] as number;
      return;
    }
    for (let i = 0; i < size; i++) copy(axis + 1, source + i * stride, target + i * to);
  };
  copy(0, 0, to);
}
