import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { multiplyRows, transposed } from "./matmul.ts";

fc.configureGlobal({ seed: 20 });

const matrix = (rows: number, columns: number, salt: number) =>
  Float32Array.from({ length: rows * columns }, (_, i) => ((i * 7 + salt) % 11) - 5);

test("rows times rows are all inner products, whatever the sizes", () => {
  const size = fc.integer({ min: 0, max: 9 });
  fc.assert(
    fc.property(size, size, size, (m, n, k) => {
      const [a, b] = [matrix(m, k, 1), matrix(n, k, 2)];
      const out = new Float32Array(m * n).fill(Number.NaN);
      multiplyRows(a, b, out, m, n, k);
      const inner = (i: number, j: number) =>
        Array.from({ length: k }, (_, l) => a[i * k + l]! * b[j * k + l]!).reduce((x, y) => x + y, 0);
      expect(Array.from(out)).toEqual(Array.from(out, (_, at) => inner(Math.floor(at / n), at % n)));
    }),
  );
});

test("columns that do not fit into the cache at once are computed too", () => {
  const [m, n, k] = [3, 20, 20_000];
  const out = new Float64Array(m * n);
  multiplyRows(new Float64Array(m * k).fill(1), new Float64Array(n * k).fill(2), out, m, n, k);
  expect(out).toEqual(new Float64Array(m * n).fill(2 * k));
});

test("a transposed matrix reads column by column", () => {
  const [rows, columns] = [70, 3];
  const x = Float32Array.from({ length: rows * columns }, (_, i) => i);
  const y = transposed(x, rows, columns);
  expect(Array.from(y.subarray(0, 3))).toEqual([0, 3, 6]);
  expect(transposed(y, columns, rows)).toEqual(x);
});
