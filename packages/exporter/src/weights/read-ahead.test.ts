import { expect, test } from "@jest/globals";
import {
  type ByteSource,
  encodeSafetensors,
  memorySource,
  openSafetensors,
  type StoredTensor,
} from "@transonnx/checkpoint";
import { ReadAhead } from "./read-ahead.ts";

/** Three tensors of 10, 3 and 8 bytes, and the ranges that are read of their file. */
async function opened(): Promise<{ tensors: readonly StoredTensor[]; reads: string[]; fail: { at?: number } }> {
  const reads: string[] = [];
  const fail: { at?: number } = {};
  const tensorOf = (from: number, length: number) => ({
    dtype: "uint8" as const,
    shape: [length],
    data: Uint8Array.from({ length }, (_, i) => from + i),
  });
  const file = memorySource(
    "model.safetensors",
    encodeSafetensors([
      ["a", tensorOf(0, 10)],
      ["b", tensorOf(10, 3)],
      ["c", tensorOf(13, 8)],
    ]),
  );
  const source: ByteSource = {
    ...file,
    async readInto(offset, target) {
      reads.push(`${target.length}`);
      if (reads.length === fail.at) throw new Error("the disk is gone");
      target.set(await file.read(offset, target.length));
    },
  };
  const { tensors } = await openSafetensors(source);
  return { tensors: [...tensors.values()], reads, fail };
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<number[]> {
  const bytes: number[] = [];
  for await (const chunk of chunks) bytes.push(...chunk);
  return bytes;
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

test("tensors come in chunks, the next two being read over the end of a tensor", async () => {
  const { tensors, reads } = await opened();
  const reader = new ReadAhead(tensors, 4);
  const [a, b, c] = tensors as [StoredTensor, StoredTensor, StoredTensor];
  expect(await bytesOf(reader.chunks(a))).toEqual(range(0, 10));
  expect(reads).toEqual(["4", "4", "2", "3", "4"]);
  expect(await bytesOf(reader.chunks(b))).toEqual(range(10, 13));
  expect(await bytesOf(reader.chunks(c))).toEqual(range(13, 21));
  expect(reads).toEqual(["4", "4", "2", "3", "4", "4"]);
});

test("a chunk is as it was until the next one is asked for", async () => {
  const { tensors } = await opened();
  const chunks = new ReadAhead(tensors, 4).chunks(tensors[0]!);
  const { value } = await chunks.next();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect([...value!]).toEqual(range(0, 4));
});

test("out of turn, and twice, a tensor is read for itself", async () => {
  const { tensors } = await opened();
  const reader = new ReadAhead(tensors, 4);
  const [a, b] = tensors as [StoredTensor, StoredTensor];
  expect(await bytesOf(reader.chunks(b))).toEqual(range(10, 13));
  expect(await bytesOf(reader.chunks(a))).toEqual(range(0, 10));
  expect(await bytesOf(reader.chunks(a))).toEqual(range(0, 10));
  expect(await bytesOf(reader.chunks(b))).toEqual(range(10, 13));
});

test("a read that fails ahead of its turn fails in its turn", async () => {
  const { tensors, fail } = await opened();
  fail.at = 4;
  const reader = new ReadAhead(tensors, 4);
  expect(await bytesOf(reader.chunks(tensors[0]!))).toEqual(range(0, 10));
  await expect(bytesOf(reader.chunks(tensors[1]!))).rejects.toThrow("the disk is gone");
});
