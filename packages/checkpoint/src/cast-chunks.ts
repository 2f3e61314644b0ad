import { ITEM_SIZE, type StoredDType } from "./dtype.ts";
import { CheckpointError } from "./errors.ts";
import { typedArray } from "./typed-array.ts";

/** Writes the cast of whole elements to the start of `into`. */
type Cast = (from: Uint8Array, into: ArrayBuffer) => void;

const CASTS: { readonly [From in StoredDType]?: { readonly [To in StoredDType]?: Cast } } = {
  float16: {
    float32: (from, into) => {
      const bits = typedArray("float16", from);
      const out = new Uint32Array(into);
      const table = float16Table();
      for (let i = 0; i < bits.length; i++) out[i] = table[bits[i] as number] as number;
    },
  },
  bfloat16: {
    float32: (from, into) => {
      const bits = typedArray("bfloat16", from);
      const out = new Uint32Array(into);
      for (let i = 0; i < bits.length; i++) out[i] = (bits[i] as number) << 16;
    },
  },
  float64: {
    // The nearest float32, ties to even, as the language has it.
    float32: (from, into) => new Float32Array(into).set(typedArray("float64", from) as Float64Array),
  },
};

/** Whether `castChunks` knows the way from one dtype to the other. */
export function canCast(from: StoredDType, to: StoredDType): boolean {
  return from === to || CASTS[from]?.[to] !== undefined;
}

/**
 * Casts a tensor's bytes while they pass: `float16`, `bfloat16` and `float64` to `float32`; a dtype to itself passes
 * through. Infinities, signed zeros and subnormals are exact, a NaN of two bytes keeps its payload. A chunk is valid
 * until the next one is asked for, as those of a tensor are.
 *
 * @throws {CheckpointError} for any other pair, and where the bytes end within an element.
 */
export function castChunks(
  from: StoredDType,
  to: StoredDType,
  chunks: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  if (from === to) return chunks;
  const cast = CASTS[from]?.[to];
  if (cast !== undefined) return run(cast, from, ITEM_SIZE[to], wholeElements(chunks, from));
  throw new CheckpointError({
    file: "cast",
    problem: `there is no cast from ${from} to ${to}`,
    expected: "float16, bfloat16 or float64 to float32",
    found: `${from} to ${to}`,
    advice: "Convert the checkpoint to a dtype that is exported.",
  });
}

async function* run(
  cast: Cast,
  from: StoredDType,
  toSize: number,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let buffer = new ArrayBuffer(0);
  for await (const chunk of chunks) {
    const size = (chunk.byteLength / ITEM_SIZE[from]) * toSize;
    if (buffer.byteLength < size) buffer = new ArrayBuffer(size);
    cast(chunk, buffer);
    yield new Uint8Array(buffer, 0, size);
  }
}

/** Joins what a chunk cuts off of an element to the chunk behind it. */
async function* wholeElements(
  chunks: AsyncIterable<Uint8Array>,
  dtype: StoredDType,
): AsyncGenerator<Uint8Array, void, undefined> {
  const itemSize = ITEM_SIZE[dtype];
  let rest = new Uint8Array(0);
  for await (const chunk of chunks) {
    let bytes = chunk;
    if (rest.byteLength > 0) {
      bytes = new Uint8Array(rest.byteLength + chunk.byteLength);
      bytes.set(rest);
      bytes.set(chunk, rest.byteLength);
    }
    const end = bytes.byteLength - (bytes.byteLength % itemSize);
    rest = bytes.slice(end);
    if (end > 0) yield bytes.subarray(0, end);
  }
  if (rest.byteLength > 0) {
    throw new CheckpointError({
      file: "cast",
      problem: `the bytes end within an element of ${dtype}`,
      expected: `a multiple of ${itemSize} bytes`,
      found: `${rest.byteLength} more`,
      advice: "Give all bytes of the tensor.",
    });
  }
}

let table: Uint32Array | undefined;

/** The bits of every float16 as float32. */
function float16Table(): Uint32Array {
  table ??= Uint32Array.from({ length: 0x10000 }, (_, half) => float32Bits(half));
  return table;
}

function float32Bits(half: number): number {
  const sign = (half & 0x8000) << 16;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return sign | 0x7f800000 | (fraction << 13);
  if (exponent > 0) return sign | ((exponent + 112) << 23) | (fraction << 13);
  if (fraction === 0) return sign;
  // A subnormal is normal in float32: its first bit becomes the hidden one.
  const shift = Math.clz32(fraction) - 21;
  return sign | ((113 - shift) << 23) | (((fraction << shift) & 0x3ff) << 13);
}
