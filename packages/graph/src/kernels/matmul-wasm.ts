/** What is used of WebAssembly; the packages that run anywhere have no types of it. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: object };
};

interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  /** Multiplies a panel of 4 rows with each panel of 4 columns and writes the 4 x 4 results. Positions are in bytes. */
  readonly multiply: (rows: number, columns: number, out: number, k: number, panels: number) => void;
}

const I32 = 0x7f;
const V128 = 0x7b;
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const constant = (value: number) => [0x41, value];
const add = [0x6a];
const subtract = [0x6b];
const loop = (...body: readonly number[][]) => [0x03, 0x40, ...body.flat(), 0x0b];
const repeatIf = [0x0d, 0];
const load = (offset: number) => [0xfd, 0x00, 4, offset];
const loadSplat = (offset: number) => [0xfd, 0x0a, 3, offset];
const store = (offset: number) => [0xfd, 0x0b, 4, offset];
const zeros = [0xfd, 0x0c, ...new Array<number>(16).fill(0)];
const addFloats = [0xfd, 0xf0, 0x01];
const multiplyFloats = [0xfd, 0xf2, 0x01];

/** A length or a size that may need two bytes (LEB128). */
const leb = (value: number) => (value < 128 ? [value] : [(value & 127) | 128, value >> 7]);
const sized = (...content: readonly number[][]) => [...leb(content.flat().length), ...content.flat()];
const text = (word: string) => sized(Array.from(word, (letter) => letter.charCodeAt(0)));
const moved = (local: number, by: number) => [...get(local), ...constant(by), ...add, ...set(local)];

// Parameters, then locals, by number.
const [rows, columns, out, k, panels, row, left] = [0, 1, 2, 3, 4, 5, 6];
const sums = [7, 8, 9, 10, 11, 12, 13, 14];
const [first, second, factor] = [15, 16, 17];

/** sums[2r] and sums[2r + 1] get row r's factor times two columns each. */
const multiplyRow = (r: number): number[] => [
  ...[...get(row), ...loadSplat(8 * r), ...set(factor)],
  ...[first, second].flatMap((pair, i) => {
    const sum = sums[2 * r + i]!;
    return [...get(sum), ...get(factor), ...get(pair), ...multiplyFloats, ...addFloats, ...set(sum)];
  }),
];

const body = [
  ...[2, 2, I32, 11, V128], // locals after the parameters
  ...loop(
    ...sums.map((sum) => [...zeros, ...set(sum)]),
    [...get(rows), ...set(row), ...get(k), ...set(left)],
    loop(
      [...get(columns), ...load(0), ...set(first), ...get(columns), ...load(16), ...set(second)],
      ...[0, 1, 2, 3].map(multiplyRow),
      moved(row, 32),
      moved(columns, 32),
      [...get(left), ...constant(1), ...subtract, 0x22, left, ...repeatIf],
    ),
    ...sums.map((sum, i) => [...get(out), ...get(sum), ...store(16 * i)]),
    [...get(out), 0x41, 0x80, 0x01, ...add, ...set(out)], // 128 bytes
    [...get(panels), ...constant(1), ...subtract, 0x22, panels, ...repeatIf],
  ),
  0x0b,
];

const section = (id: number, ...content: readonly number[][]) => [id, ...sized(...content)];

const bytes = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...section(1, [1, 0x60, 5, I32, I32, I32, I32, I32, 0]),
  ...section(3, [1, 0]),
  ...section(5, [1, 0, 1]),
  ...section(7, [2], text("memory"), [2, 0], text("multiply"), [0, 0]),
  ...section(10, [1], sized(body)),
]);

/** The kernel; undefined where the runtime has no WebAssembly, no vectors in it, or forbids it. */
function compile(): Kernel | undefined {
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as Kernel;
  } catch {
    return undefined;
  }
}

/** Compiled when it is first needed. */
let kernel: Kernel | undefined | "uncompiled" = "uncompiled";

/** Floats of each side that are laid out at once: the rows', and the columns', which stay in the cache. */
const rowFloats = 1 << 20;
const columnFloats = 1 << 15;
const pageBytes = 65536;

type Floats = Float32Array | Float64Array;

/**
 * out[m, n] = a[m, k] · bt[n, k]ᵀ by vectors of two float64, in the same order of sums as the loop in JavaScript, and so
 * with the same results. False where there is no such kernel. k is above 0.
 */
export function multiplyVectors(
  a: Floats,
  bt: Floats,
  to: Floats,
  m: number,
  n: number,
  k: number,
  pitch: number,
): boolean {
  if (kernel === "uncompiled") kernel = compile();
  if (!kernel) return false;
  const { memory, multiply } = kernel;
  const rowBlock = Math.min(Math.max(4, Math.floor(rowFloats / k) & ~3), (m + 3) & ~3);
  const columnBlock = Math.min(Math.max(4, Math.floor(columnFloats / k) & ~3), (n + 3) & ~3);
  const [columnsAt, resultsAt] = [rowBlock * k, (rowBlock + columnBlock) * k];
  const needed = (resultsAt + 4 * columnBlock) * 8;
  if (memory.buffer.byteLength < needed) memory.grow(Math.ceil((needed - memory.buffer.byteLength) / pageBytes));
  const floats = new Float64Array(memory.buffer);
  for (let i = 0; i < m; i += rowBlock) {
    const height = Math.min(rowBlock, m - i);
    layOut(a, i, height, k, floats, 0);
    for (let j = 0; j < n; j += columnBlock) {
      const width = Math.min(columnBlock, n - j);
      layOut(bt, j, width, k, floats, columnsAt);
      for (let r = 0; r < height; r += 4) {
        multiply(r * k * 8, columnsAt * 8, resultsAt * 8, k, Math.ceil(width / 4));
        for (let s = r; s < Math.min(r + 4, height); s++) {
          const from = resultsAt + (s - r) * 4;
          const at = (i + s) * pitch + j;
          for (let c = 0; c < width; c++) to[at + c] = floats[from + (c >> 2) * 16 + (c & 3)]!;
        }
      }
    }
  }
  return true;
}

/** Rows of x in panels of four: for each position the elements of the four rows. Rows that lack are zeros. */
function layOut(x: Floats, start: number, count: number, k: number, to: Float64Array, at: number): void {
  const whole = count & ~3;
  for (let i = 0; i < whole; i += 4) {
    const first = (start + i) * k;
    const [second, third, fourth] = [first + k, first + 2 * k, first + 3 * k];
    for (let l = 0, into = at + i * k; l < k; l++, into += 4) {
      to[into] = x[first + l]!;
      to[into + 1] = x[second + l]!;
      to[into + 2] = x[third + l]!;
      to[into + 3] = x[fourth + l]!;
    }
  }
  if (whole === count) return;
  for (let r = 0; r < 4; r++) {
    const from = (start + whole + r) * k;
    const isThere = whole + r < count;
    for (let l = 0, into = at + whole * k + r; l < k; l++, into += 4) to[into] = isThere ? x[from + l]! : 0;
  }
}
