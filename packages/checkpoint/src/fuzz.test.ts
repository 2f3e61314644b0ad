import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { bytes, u64 } from "../test/bytes.ts";
import { fixture } from "../test/fixtures.ts";
import { weightPickle } from "../test/pickles.ts";
import { torchArchive } from "../test/zip-archive.ts";
import { ITEM_SIZE } from "./dtype.ts";
import { isCheckpointError } from "./errors.ts";
import { memoryFolder } from "./folders/memory-folder.ts";
import { readJson } from "./json/read-json.ts";
import { openCheckpoint } from "./open-checkpoint.ts";

const SEED = 20250101;
/** What a tensor of a mutated file may cost to read in this test. */
const SMALL = 1 << 20;

/** Bytes set, removed and repeated: the mutations that a header, an archive and a pickle meet. */
const mutation = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("set" as const), at: fc.nat(), value: fc.integer({ min: 0, max: 255 }) }),
    fc.record({ kind: fc.constant("cut" as const), at: fc.nat(), value: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ kind: fc.constant("repeat" as const), at: fc.nat(), value: fc.integer({ min: 1, max: 40 }) }),
  ),
  { minLength: 1, maxLength: 4 },
);
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutate(original: Uint8Array, mutations: Mutation, within: number): Uint8Array {
  let content = original;
  for (const { kind, at: position, value } of mutations) {
    const at = position % Math.max(1, Math.min(within, content.length));
    if (kind === "set") content = bytes(content.subarray(0, at), [value], content.subarray(at + 1));
    else if (kind === "cut") content = bytes(content.subarray(0, at), content.subarray(at + value));
    else content = bytes(content.subarray(0, at + value), content.subarray(at));
  }
  return content;
}

/** Opens and reads everything: it ends in an error of this package, or every invariant holds. */
async function opensOrRefuses(file: string, content: Uint8Array): Promise<"opened" | "refused"> {
  try {
    const checkpoint = await openCheckpoint(memoryFolder({ [file]: content }));
    for (const [name, tensor] of checkpoint.tensors) {
      const count = tensor.shape.reduce((product, dim) => product * dim, 1);
      expect(tensor.name).toBe(name);
      expect(tensor.byteLength).toBe(count * ITEM_SIZE[tensor.dtype]);
      if (tensor.range) {
        expect(tensor.range.length).toBe(tensor.byteLength);
        expect(tensor.range.offset).toBeGreaterThanOrEqual(0);
        expect(tensor.range.offset + tensor.range.length).toBeLessThanOrEqual(content.length);
      }
      if (tensor.byteLength > SMALL) continue;
      let read = 0;
      for await (const chunk of tensor.chunks(64)) {
        expect(chunk.byteLength).toBeLessThanOrEqual(64);
        read += chunk.byteLength;
      }
      expect(read).toBe(tensor.byteLength);
    }
    return "opened";
  } catch (error) {
    if (!isCheckpointError(error)) throw error;
    expect(error.message.length).toBeLessThan(2000);
    return "refused";
  }
}

describe("a mutated file opens with every invariant or is refused", () => {
  const six = new Uint8Array(24);
  test.each<[string, string, Uint8Array, number]>([
    ["safetensors", "model.safetensors", fixture("reference.safetensors"), 2600],
    ["zip", "pytorch_model.bin", fixture("zip.bin"), 8661],
    ["the pickle of a small zip", "pytorch_model.bin", torchArchive(weightPickle(), { 0: six }), 400],
    ["the directory of a small zip", "pytorch_model.bin", torchArchive(weightPickle(), { 0: six }), 700],
    ["legacy", "pytorch_model.bin", fixture("legacy.bin"), 4412],
  ])("%s", async (_, file, original, within) => {
    const seen = { opened: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(mutation, async (mutations) => {
        seen[await opensOrRefuses(file, mutate(original, mutations, within))]++;
      }),
      { seed: SEED, numRuns: 150 },
    );
    expect(seen.opened).toBeGreaterThan(0);
    expect(seen.refused).toBeGreaterThan(seen.opened / 10);
  });
});

test("any header of tensors with any numbers opens with every invariant or is refused", async () => {
  const number = fc.oneof(fc.integer({ min: 0, max: 8 }), fc.double(), fc.maxSafeInteger());
  const entry = fc.record({
    dtype: fc.constantFrom("F32", "U8", "F8_E5M2", "XX"),
    shape: fc.array(number, { maxLength: 3 }),
    data_offsets: fc.oneof(
      fc.tuple(fc.constant(0), fc.integer({ min: 0, max: 16 })),
      fc.array(number, { maxLength: 3 }),
    ),
  });
  const seen = { opened: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.string({ maxLength: 3 }), entry, { maxKeys: 2 }),
      fc.nat(16),
      async (header, size) => {
        const text = new TextEncoder().encode(JSON.stringify(header));
        const content = bytes(u64(text.length), text, new Uint8Array(size));
        seen[await opensOrRefuses("model.safetensors", content)]++;
      },
    ),
    { seed: SEED, numRuns: 250 },
  );
  expect(Math.min(seen.opened, seen.refused)).toBeGreaterThan(0);
});

test("readJson reads what JSON.stringify writes, and refuses what JSON.parse refuses", async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), mutation, async (value, mutations) => {
      const text = new TextEncoder().encode(JSON.stringify(value));
      if (JSON.stringify(value).includes("__proto__")) return;
      const read = (content: Uint8Array) => readJson(memoryFolder({ "a.json": content }), "a.json");
      expect(await read(text)).toEqual(JSON.parse(JSON.stringify(value)));
      const broken = mutate(text, mutations, text.length);
      const parsed = parse(broken);
      await read(broken).then(
        (found) => expect(found).toEqual(parsed),
        (error) => expect([isCheckpointError(error), isObject(parsed)]).toEqual([true, false]),
      );
    }),
    { seed: SEED, numRuns: 250 },
  );
});

function parse(content: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content));
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
