import { describe, expect, test } from "@jest/globals";
import { thrown } from "../../test/thrown.ts";
import { memoryFolder } from "../folders/memory-folder.ts";
import { readJson } from "./read-json.ts";

const read = (text: string | Uint8Array, options?: { maxBytes?: number }) =>
  readJson(memoryFolder({ "config.json": text }, "bert-tiny"), "config.json", options);

test("an object is read as JSON.parse reads it", async () => {
  const text = JSON.stringify({
    a: [1, -2.5, 1e30, true, false, null, 'é\n"\\\ud83d\ude00', {}, [], { b: { c: [{}] } }],
    "": 0,
    constructor: "x",
  });
  expect(await read(text)).toEqual(JSON.parse(text));
  expect(await read(` \n{ "a" : "\\u00e9\\/" ,\t"b":[ 1 , 2 ]\r}\n`)).toEqual({ a: "é/", b: [1, 2] });
});

test("what Python's json writes beyond JSON is read", async () => {
  expect(await read('{"a": [NaN, Infinity, -Infinity], "b": 1, "b": 2}')).toEqual({
    a: [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    b: 2,
  });
});

describe("a file is refused", () => {
  test("that is missing", async () => {
    expect((await thrown(() => readJson(memoryFolder({}, "bert-tiny"), "config.json"))).message).toBe(
      "config.json: it is missing from bert-tiny. Fetch the file, or name the folder that holds it.",
    );
  });

  test("that is no JSON, by line and column", async () => {
    const error = await thrown(() => read('{\n  "a": 1,\n  "b": tru\n}'));
    expect(error).toMatchObject({ name: "InvalidJsonError", line: 3, column: 8, found: '"t"' });
    expect(error.message).toBe(
      'config.json: not valid JSON (line 3, column 8): expected a JSON value, found "t". Correct the file or fetch it again.',
    );
  });

  test.each<[string, string, string]>([
    ["a comma at the end", '{"a":1,}', 'expected a name in quotes, found "}"'],
    ["single quotes", "{'a':1}", "expected a name in quotes"],
    ["a number with a zero before it", '{"a":01}', 'found "1"'],
    ["a bare point", '{"a":1.}', 'found "."'],
    ["a plus", '{"a":+1}', 'found "+"'],
    ["an escape that is none", '{"a":"\\x"}', "an escape that JSON does not know"],
    ["an open string", '{"a', "the end of a string"],
    ["a line feed in a string", '{"a":"\n"}', "without control characters"],
    ["something behind it", "{} {}", "expected the end of the text"],
    ["a byte order mark", "\ufeff{}", 'found "\\ufeff"'],
    ["nothing", "", "found the end of the text"],
    ["an array", "[]", "its JSON is not an object: expected an object in braces, found an array"],
    ["null", "null", "found null"],
    ["a string", '"a"', "found a string"],
    ["a nest", `{"a":${"[".repeat(200)}${"]".repeat(200)}}`, "nested deeper than 100"],
    ["an endless number", `{"a":${"1".repeat(1000)}}`, "a number has more than 400 characters"],
    ["a Git LFS pointer", "version https://git-lfs.github.com/spec/v1\n", "git lfs pull"],
  ])("that is %s", async (_, text, message) => {
    expect((await thrown(() => read(text))).message).toContain(message);
  });

  test("that is larger than what is asked for", async () => {
    expect(await thrown(() => read('{"a":1}', { maxBytes: 6 }))).toMatchObject({
      expected: "at most 6 bytes",
      found: "7",
    });
  });

  test("that has more members than memory should hold", async () => {
    const text = `{${Array.from({ length: 500_001 }, (_, i) => `"${i.toString(36)}":1`).join(",")}}`;
    expect((await thrown(() => read(text, { maxBytes: text.length }))).message).toContain("more than 500000 values");
    expect((await thrown(() => read(text))).message).toContain("expected at most 4194304 bytes");
  });

  test("that sets a prototype", async () => {
    expect((await thrown(() => read('{"a":{"__proto__":{"polluted":true}}}'))).message).toContain("__proto__");
  });
});
