import { expect, test } from "@jest/globals";
import { multiplyVectors } from "./matmul-wasm.ts";

const wave = (length: number, step: number) => Float32Array.from({ length }, (_, i) => Math.sin(i * step));

test.each([
  ["whole panels", 8, 12, 5],
  ["rows and columns that fill no panel", 7, 9, 6],
  ["more columns than are laid out at once", 5, 70, 1000],
  ["more rows than are laid out at once", 70, 5, 20_000],
])("vectors sum in the order of a plain loop, so results are the same to the last bit: %s", (_, m, n, k) => {
  const [a, b] = [wave(m * k, 1.3), wave(n * k, 0.7)];
  const pitch = n + 3;
  const out = new Float64Array(m * pitch).fill(-1);
  expect(multiplyVectors(a, b, out, m, n, k, pitch)).toBe(true);
  const inner = (i: number, j: number) => {
    let sum = 0;
    for (let l = 0; l < k; l++) sum += a[i * k + l]! * b[j * k + l]!;
    return sum;
  };
  const expected = out.map((_, at) => (at % pitch < n ? inner(Math.floor(at / pitch), at % pitch) : -1));
  expect(out).toEqual(expected);
});
