import { kernelModule } from "./matmul-module.ts";

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

/** The kernel; undefined where the runtime has no WebAssembly, no vectors in it, or forbids it. */
function compile(): Kernel | undefined {
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(kernelModule())).exports as Kernel;
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
