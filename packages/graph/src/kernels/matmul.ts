import { allocate, type DType } from "../types/dtype.ts";
import { type NDArray, toNumbers } from "../types/ndarray.ts";
import { multiplyVectors } from "./matmul-wasm.ts";

export type Floats = Float32Array | Float64Array;

/** Below so many rows, columns or elements of one, laying them out for vectors costs more than it saves. */
const fewRows = 4;

/**
 * out[m, n] = a[m, k] · bt[n, k]ᵀ, both row-major. Sums are float64 and rounded once. The rows of `out` lie `pitch`
 * elements apart. WebAssembly does it where there is any. Elsewhere two rows by four columns are kept in registers; columns go
 * in blocks that stay in the cache. Single declarations, for destructuring halves the speed.
 */
export function multiplyRows(a: Floats, bt: Floats, out: Floats, m: number, n: number, k: number, pitch = n): void {
  if (m >= fewRows && n >= fewRows && k >= fewRows && multiplyVectors(a, bt, out, m, n, k, pitch)) return;
  const block = Math.max(4, Math.floor(65536 / Math.max(1, k)) & ~3);
  for (let from = 0; from < n; from += block) {
    const to = Math.min(n, from + block);
    for (let i = 0; i < m; i += 2) {
      const pair = i + 1 < m;
      const r0 = i * k;
      const r1 = pair ? r0 + k : r0;
      let j = from;
      for (; j + 4 <= to; j += 4) {
        const c0 = j * k;
        const c1 = c0 + k;
        const c2 = c1 + k;
        const c3 = c2 + k;
        let s0 = 0;
        let s1 = 0;
        let s2 = 0;
        let s3 = 0;
        let t0 = 0;
        let t1 = 0;
        let t2 = 0;
        let t3 = 0;
        for (let l = 0; l < k; l++) {
          const x = a[r0 + l]!;
          const y = a[r1 + l]!;
          const w0 = bt[c0 + l]!;
          const w1 = bt[c1 + l]!;
          const w2 = bt[c2 + l]!;
          const w3 = bt[c3 + l]!;
          s0 += x * w0;
          s1 += x * w1;
          s2 += x * w2;
          s3 += x * w3;
          t0 += y * w0;
          t1 += y * w1;
          t2 += y * w2;
          t3 += y * w3;
        }
        const o = i * pitch + j;
        out[o] = s0;
        out[o + 1] = s1;
        out[o + 2] = s2;
        out[o + 3] = s3;
        if (pair) {
          out[o + pitch] = t0;
          out[o + pitch + 1] = t1;
          out[o + pitch + 2] = t2;
          out[o + pitch + 3] = t3;
        }
      }
      for (; j < to; j++) {
        for (let row = i; row < Math.min(i + 2, m); row++) {
          let sum = 0;
          for (let l = 0; l < k; l++) sum += a[row * k + l]! * bt[j * k + l]!;
          out[row * pitch + j] = sum;
        }
      }
    }
  }
}

/** Rows whose cache lines stay at hand while they are read column by column. */
const tileRows = 32;

/** x[rows, columns] read column by column. */
export function transposed(x: Floats, rows: number, columns: number): Floats {
  const out = x instanceof Float64Array ? new Float64Array(x.length) : new Float32Array(x.length);
  for (let from = 0; from < rows; from += tileRows) {
    const to = Math.min(rows, from + tileRows);
    for (let j = 0; j < columns; j++)
      for (let i = from, at = from * columns + j, into = j * rows; i < to; i++, at += columns) out[into + i] = x[at]!;
  }
  return out;
}

/** Room for a float result; integer products are computed in float64. */
export const allocateFloats = (dtype: DType, length: number): Floats =>
  dtype === "float32" ? (allocate("float32", length) as Float32Array) : new Float64Array(length);

/** An array's elements as floats. */
export function floatsOf(array: NDArray): Floats {
  const numbers = toNumbers(array);
  return numbers instanceof Float32Array || numbers instanceof Float64Array ? numbers : Float64Array.from(numbers);
}
