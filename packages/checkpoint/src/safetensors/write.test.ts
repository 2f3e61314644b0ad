import { expect, test } from "@jest/globals";
import { fixture } from "../../test/fixtures.ts";
import { thrown } from "../../test/thrown.ts";
import { readSafetensorsArrays, type StoredArray } from "./arrays.ts";
import { encodeSafetensors, writeSafetensors } from "./write.ts";

const arrays: readonly [string, StoredArray][] = [
  ["ids", { dtype: "int64", shape: [2], data: BigInt64Array.of(-1n, 2n ** 62n) }],
  ["x", { dtype: "float32", shape: [2, 2], data: Float32Array.of(1, -0, Number.NaN, 3) }],
  ["half", { dtype: "float16", shape: [1], data: Uint16Array.of(0x3c00) }],
  ["mask", { dtype: "bool", shape: [3], data: Uint8Array.of(1, 0, 1) }],
  ["empty", { dtype: "float64", shape: [0], data: new Float64Array() }],
];

test("what is written is read again", async () => {
  const read = await readSafetensorsArrays(encodeSafetensors(arrays));
  expect(Object.fromEntries(read)).toEqual(Object.fromEntries(arrays));
});

test("the bytes are those of the reference implementation", async () => {
  const reference = fixture("reference.safetensors");
  expect(encodeSafetensors(await readSafetensorsArrays(reference), { format: "pt" })).toEqual(reference);
});

test("the order in which tensors are given decides nothing", () => {
  expect(encodeSafetensors([...arrays].reverse())).toEqual(encodeSafetensors(arrays));
});

test("the stream has the same bytes, with data in chunks", async () => {
  async function* chunks() {
    yield Uint8Array.of(1, 0);
    yield Uint8Array.of(1);
  }
  const written: number[] = [];
  const streamed = arrays.map(
    ([name, array]) => [name, name === "mask" ? { ...array, data: chunks() } : array] as const,
  );
  for await (const chunk of writeSafetensors(streamed, { by: "test" })) written.push(...chunk);
  expect(Uint8Array.from(written)).toEqual(encodeSafetensors(arrays, { by: "test" }));
});

test.each<[string, () => unknown, object]>([
  [
    "data of another size",
    () => encodeSafetensors([["a", { dtype: "float32", shape: [2], data: new Float32Array(3) }]]),
    { tensor: "a", expected: "8 bytes", found: "12" },
  ],
  [
    "a name given twice",
    () => encodeSafetensors([...arrays, arrays[1] as (typeof arrays)[0]]),
    { tensor: "x", expected: "a name of its own" },
  ],
  [
    "the name of the metadata",
    () => encodeSafetensors([["__metadata__", { dtype: "uint8", shape: [0], data: new Uint8Array() }]]),
    { tensor: "__metadata__" },
  ],
  [
    "a negative dimension",
    () => encodeSafetensors([["a", { dtype: "uint8", shape: [-1], data: new Uint8Array() }]]),
    { tensor: "a", found: "[-1]" },
  ],
])("%s is refused", async (_, work, problem) => {
  expect(await thrown(work)).toMatchObject(problem);
});
