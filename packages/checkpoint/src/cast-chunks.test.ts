import { expect, test } from "@jest/globals";
import { thrown } from "../test/thrown.ts";
import { canCast, castChunks } from "./cast-chunks.ts";
import type { StoredDType } from "./dtype.ts";

async function* chunked(content: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

async function cast(from: StoredDType, content: Uint8Array, size = 1 << 20): Promise<Uint32Array> {
  const bytes: number[] = [];
  for await (const chunk of castChunks(from, "float32", chunked(content, size)))
    for (const byte of chunk) bytes.push(byte);
  return new Uint32Array(Uint8Array.from(bytes).buffer);
}

const all16 = new Uint8Array(Uint16Array.from({ length: 0x10000 }, (_, bits) => bits).buffer);

/** The bits of the nearest float32, by the language. */
const bitsOf = (value: number): number => new Uint32Array(Float32Array.of(value).buffer)[0] as number;

/** IEEE 754-2019, 3.4: what 16 bits mean, for a given width of the exponent. */
function meaning(bits: number, exponentBits: number): number {
  const fractionBits = 15 - exponentBits;
  const bias = 2 ** (exponentBits - 1) - 1;
  const sign = bits >= 0x8000 ? -1 : 1;
  const exponent = Math.floor(bits / 2 ** fractionBits) % 2 ** exponentBits;
  const fraction = (bits % 2 ** fractionBits) / 2 ** fractionBits;
  if (exponent === 2 ** exponentBits - 1) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** (1 - bias) : sign * (1 + fraction) * 2 ** (exponent - bias);
}

test.each<[StoredDType, number]>([
  ["float16", 5],
  ["bfloat16", 8],
])("every %s becomes the same number, bit for bit", async (dtype, exponentBits) => {
  const found = await cast(dtype, all16);
  const wrong: number[] = [];
  for (let bits = 0; bits < 0x10000; bits++) {
    const expected = meaning(bits, exponentBits);
    const float32 = found[bits] as number;
    const isNaN32 = (float32 & 0x7fffffff) > 0x7f800000;
    if (Number.isNaN(expected) ? !isNaN32 : float32 !== bitsOf(expected)) wrong.push(bits);
  }
  expect(found.length).toBe(0x10000);
  expect(wrong).toEqual([]);
});

test("the payload and the sign of a NaN are kept", async () => {
  expect([...(await cast("float16", new Uint8Array(Uint16Array.of(0x7c01, 0xfe00).buffer)))]).toEqual([
    0x7f802000, 0xffc00000,
  ]);
  expect([...(await cast("bfloat16", new Uint8Array(Uint16Array.of(0x7f81, 0xffc0).buffer)))]).toEqual([
    0x7f810000, 0xffc00000,
  ]);
});

test("float64 is rounded to the nearest, ties to even", async () => {
  const values = [1 + 2 ** -24, 1 + 3 * 2 ** -24, 1 + 2 ** -24 + 2 ** -50, 1e300, -1e-320, 2 ** -149, 2 ** -150, -0];
  const expected = [1, 1 + 2 ** -22, 1 + 2 ** -23, Number.POSITIVE_INFINITY, -0, 2 ** -149, 0, -0];
  expect([...(await cast("float64", new Uint8Array(Float64Array.from(values).buffer)))]).toEqual(expected.map(bitsOf));
});

test.each([1, 3, 7, 4096])("chunks of %i bytes, which cut elements, make no difference", async (size) => {
  expect(await cast("float16", all16.slice(0, 8192), size)).toEqual((await cast("float16", all16)).slice(0, 4096));
});

test("a dtype to itself passes through", async () => {
  const chunks = chunked(all16, 100);
  expect(castChunks("int64", "int64", chunks)).toBe(chunks);
});

test("what is not cast is refused", async () => {
  expect(canCast("float16", "float32")).toBe(true);
  expect(canCast("int64", "float32")).toBe(false);
  expect((await thrown(() => castChunks("int64", "float32", chunked(all16, 8)))).message).toContain(
    "there is no cast from int64 to float32",
  );
});

test("bytes that end within an element are refused", async () => {
  expect(await thrown(() => cast("float16", new Uint8Array(5)))).toMatchObject({ expected: "a multiple of 2 bytes" });
});
