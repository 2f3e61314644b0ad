import { describe, expect, test } from "@jest/globals";
import { bytes, u64 } from "../../test/bytes.ts";
import { fixture } from "../../test/fixtures.ts";
import { thrown } from "../../test/thrown.ts";
import { InvalidHeaderError, InvalidJsonError, UnsupportedFormatError } from "../errors.ts";
import { memorySource } from "../folders/memory-folder.ts";
import { readSafetensorsHeader } from "./header.ts";

const file = (header: string, data = 0): Uint8Array => {
  const text = new TextEncoder().encode(header);
  return bytes(u64(text.length), text, new Uint8Array(data));
};
const read = (content: Uint8Array) => readSafetensorsHeader(memorySource("model.safetensors", content));
const entry = (dtype: string, shape: unknown, offsets: unknown): string =>
  JSON.stringify({ dtype, shape, data_offsets: offsets });

test("a file of the reference implementation", async () => {
  const { tensors, metadata } = await read(fixture("reference.safetensors"));
  expect(metadata).toEqual({ format: "pt" });
  expect(tensors.get("bfloat16")).toMatchObject({ dtype: "bfloat16", shape: [4], length: 8 });
  expect(tensors.get("scalar")).toMatchObject({ dtype: "float32", shape: [], length: 4 });
  expect(tensors.get("empty")).toMatchObject({ dtype: "float32", shape: [0, 4], length: 0 });
});

test("only the header is read", async () => {
  const content = file(`{"a":${entry("U8", [1000], [0, 1000])}}`, 1000);
  const source = memorySource("model.safetensors", content);
  let last = 0;
  const read = async (offset: number, length: number) => {
    last = Math.max(last, offset + length);
    return source.read(offset, length);
  };
  await readSafetensorsHeader({ ...source, read });
  expect(last).toBeLessThanOrEqual(512);
});

test.each(["__proto__", "constructor", "", "a.b", "ünï"])("%j is a name like another", async (name) => {
  const { tensors } = await read(file(`{${JSON.stringify(name)}:${entry("U8", [1], [0, 1])}}`, 1));
  expect([...tensors.keys()]).toEqual([name]);
});

test("padding behind the header and a file without tensors", async () => {
  expect((await read(file("{}    "))).tensors.size).toBe(0);
});

describe("a file is refused", () => {
  test.each<[string, Uint8Array, string]>([
    ["without a header", bytes([1, 2]), "too short for a safetensors file: expected at least 8 bytes, found 2"],
    ["that is empty", bytes(), "too short for a safetensors file"],
    [
      "with a header of 10 GB",
      bytes(u64(10_000_000_000), "{}"),
      "the header is too large: expected at most 2 bytes, found 10000000000",
    ],
    ["with a header of 2^64 - 1 bytes", bytes(u64(2n ** 64n - 1n), "{}"), "found 18446744073709551615"],
    [
      "that ends in its header",
      bytes(u64(100), "{}"),
      "the header leaves the file: expected at most 2 bytes, found 100",
    ],
    ["with an empty header", bytes(u64(0)), "the header is not a JSON object"],
    ["with an array as header", file("[1]"), 'expected a first character "{", found "["'],
    ["with a space before its header", file(" {}"), 'expected a first character "{", found " "'],
    ["with bytes at its end", file("{}", 3), "bytes at the end belong to no tensor"],
    ["with metadata that is no map", file('{"__metadata__":[]}'), "__metadata__ is not a map of strings"],
    ["with metadata of numbers", file('{"__metadata__":{"a":1}}'), "__metadata__ is not a map of strings: found 1"],
    ["that is a zip archive", fixture("zip.bin"), "not a safetensors file: found a file of the kind zip"],
    ["that is a Git LFS pointer", bytes("version https://git-lfs.github.com/spec/v1\n"), "git lfs pull"],
  ])("%s", async (_, content, message) => {
    const error = await thrown(() => read(content));
    expect(error.file).toBe("model.safetensors");
    expect(error.message).toContain(message);
  });

  test.each<[string, string, string]>([
    ["no JSON", '{"a":}', 'not valid JSON (line 1, column 6): expected a JSON value, found "}"'],
    ["cut off", '{"a":', "found the end of the text"],
    [
      "a tensor twice",
      `{"a":${entry("U8", [0], [0, 0])},"a":${entry("U8", [0], [0, 0])}}`,
      'the name "a" occurs twice',
    ],
    ["a field twice", '{"a":{"dtype":"U8","dtype":"U8","shape":[0],"data_offsets":[0,0]}}', '"dtype" occurs twice'],
    ["nested without end", `{"a":${"[".repeat(100_000)}`, "nested deeper than 100"],
  ])("whose header is %s", async (_, header, message) => {
    const error = await thrown(() => read(file(header)));
    expect(error).toBeInstanceOf(InvalidJsonError);
    expect(error.message).toContain(message);
  });

  test.each<[string, (i: number) => string, number, string]>([
    ["more tensors than a file may have", (i) => `"${i}":${entry("U8", [0], [0, 0])}`, 50_001, "too many tensors"],
    [
      "metadata without end",
      (i) => `${i === 0 ? '"__metadata__":{' : ""}"${i}":""`,
      510_000,
      "more than 500000 values",
    ],
  ])("whose header has %s", async (_, member, count, message) => {
    const header = `{${Array.from({ length: count }, (_, i) => member(i)).join(",")}}`;
    expect((await thrown(() => read(file(header)))).message).toContain(message);
  });

  test("whose header is not UTF-8", async () => {
    expect((await thrown(() => read(bytes(u64(3), '{"', [0xff])))).message).toContain("not UTF-8");
  });

  test.each<[string, string, string]>([
    ["no object", "3", "its entry is not an object: expected an object, found 3"],
    [
      "a further field",
      '{"dtype":"U8","shape":[4],"data_offsets":[0,4],"x":1}',
      'unknown field: expected dtype, shape, data_offsets, found "x"',
    ],
    ["no dtype", '{"shape":[4],"data_offsets":[0,4]}', "its dtype is unknown"],
    ["an unknown dtype", entry("F33", [1], [0, 4]), 'found "F33"'],
    ["a dtype of an object's members", entry("constructor", [1], [0, 4]), 'found "constructor"'],
    ["no shape", '{"dtype":"U8","data_offsets":[0,4]}', "its shape is no shape"],
    ["a negative dimension", entry("U8", [-4], [0, 4]), "found [-4]"],
    ["a fractional dimension", entry("U8", [0.5, 8], [0, 4]), "found [0.5, 8]"],
    ["a dimension that is text", entry("U8", ["4"], [0, 4]), 'found ["4"]'],
    [
      "a dimension beyond 2^53",
      '{"dtype":"U8","shape":[9007199254740993],"data_offsets":[0,4]}',
      "found [9007199254740993]",
    ],
    ["too many dimensions", entry("U8", new Array(65).fill(1), [0, 1]), "(65 items)"],
    ["a product beyond 2^53", entry("U8", [2 ** 40, 2 ** 40], [0, 4]), "its byte length contradicts"],
    ["negative offsets", entry("U8", [4], [-4, 0]), "found [-4, 0]"],
    ["fractional offsets", entry("U8", [4], [0.5, 4.5]), "found [0.5, 4.5]"],
    ["offsets with an exponent", '{"dtype":"U8","shape":[4],"data_offsets":[0,4e0]}', "found [0, 4e0]"],
    ["one offset", entry("U8", [4], [4]), "two non-negative integers, found [4]"],
    ["three offsets", entry("U8", [4], [0, 4, 4]), "found [0, 4, 4]"],
    [
      "an end before its start",
      entry("U8", [4], [4, 0]),
      "its data ends before it starts: expected an end from 4, found 0",
    ],
    ["fewer bytes than its shape", entry("F32", [2], [0, 4]), "contradicts float32[2]: expected 8 bytes, found 4"],
    ["more bytes than its shape", entry("F16", [1], [0, 4]), "contradicts float16[1]: expected 2 bytes, found 4"],
    ["data behind the end", entry("U8", [5], [0, 5]), "its data leaves the file"],
    ["a hole before it", entry("U8", [3], [1, 4]), "bytes before its data belong to no tensor"],
  ])("whose tensor has %s", async (_, tensor, message) => {
    const error = await thrown(() => read(file(`{"a":${tensor}}`, 4)));
    expect(error).toBeInstanceOf(InvalidHeaderError);
    expect(error.tensor).toBe("a");
    expect(error.message).toContain(message);
  });

  test("whose tensors overlap", async () => {
    const header = `{"a":${entry("U8", [3], [0, 3])},"b":${entry("U8", [2], [2, 4])}}`;
    const error = await thrown(() => read(file(header, 4)));
    expect(error).toMatchObject({ tensor: "b" });
    expect(error.message).toContain('its data overlaps that of "a"');
  });

  test("whose tensors leave a hole", async () => {
    const header = `{"a":${entry("U8", [1], [0, 1])},"b":${entry("U8", [2], [2, 4])}}`;
    expect((await thrown(() => read(file(header, 4)))).message).toContain("belong to no tensor");
  });

  test.each(["F8_E8M0", "F4", "C64"])("of the dtype %s, which is known and not read", async (dtype) => {
    const error = await thrown(() => read(file(`{"a":${entry(dtype, [4], [0, 4])}}`, 4)));
    expect(error).toBeInstanceOf(UnsupportedFormatError);
    expect(error).toMatchObject({ tensor: "a", found: `"${dtype}"` });
  });

  test("whose tensor has half a character as its name", async () => {
    const error = await thrown(() => read(file(`{"\\ud800":${entry("U8", [1], [0, 1])}}`, 1)));
    expect(error.message).toContain("the name of a tensor is no name");
  });
});
