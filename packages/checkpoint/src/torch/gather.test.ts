import { expect, test } from "@jest/globals";
import type { ByteSource } from "../byte-source.ts";
import { gatherChunks } from "./gather.ts";
import { joinDims } from "./strides.ts";

/** A file of `size` 32-bit numbers that count up, which remembers the reads. */
function counting(size: number): ByteSource & { readonly reads: number[] } {
  const reads: number[] = [];
  return {
    name: "counting",
    size: 4 * size,
    reads,
    async read(offset, length) {
      reads.push(length);
      const first = offset / 4;
      const numbers = new Uint32Array(length / 4);
      for (let i = 0; i < numbers.length; i++) numbers[i] = first + i;
      return new Uint8Array(numbers.buffer);
    },
  };
}

/** The row-major indexes of a view in the file that it is a view of. */
function* indexes(shape: readonly number[], strides: readonly number[], start = 0): Generator<number> {
  const [size, ...rest] = shape;
  const [stride = 0, ...inner] = strides;
  if (size === undefined) return yield start;
  for (let i = 0; i < size; i++) yield* indexes(rest, inner, start + i * stride);
}

test.each([
  ["a transposed matrix of 18 MB, more than a block", [2000, 2250], [1, 2000], 4_500_000],
  ["a tensor whose axes are rotated", [40, 200, 300], [1, 12_000, 40], 2_400_000],
  ["every hundredth number", [50_000], [100], 5_000_000],
  ["every second column", [1000, 500], [1000, 2], 1_000_000],
  ["rows repeated", [3, 1000], [0, 2], 2000],
])("%s comes in order, with bounded reads", async (_, shape, strides, size) => {
  const source = counting(size);
  const range = { source, offset: 0, itemSize: 4, dims: joinDims(shape, strides) } as const;
  const expected = indexes(shape, strides);
  let seen = 0;
  let wrong = 0;
  for await (const chunk of gatherChunks(range, 1 << 20)) {
    expect(chunk.byteLength).toBeLessThanOrEqual(1 << 20);
    for (const number of new Uint32Array(chunk.buffer, chunk.byteOffset, chunk.byteLength / 4)) {
      if (number !== expected.next().value) wrong++;
      seen++;
    }
  }
  expect({ seen, wrong }).toEqual({ seen: shape.reduce((a, b) => a * b), wrong: 0 });
  expect(Math.max(...source.reads)).toBeLessThanOrEqual(4 * 1024 * 1024);
  expect(source.reads.length).toBeLessThan(5000);
  expect(source.reads.reduce((a, b) => a + b)).toBeLessThanOrEqual(3 * 4 * size);
});
