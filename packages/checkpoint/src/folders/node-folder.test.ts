import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { thrown } from "../../test/thrown.ts";
import { readChunks } from "../chunks.ts";
import { nodeFile, nodeFolder } from "./node-folder.ts";

let root: string;
const at = (...parts: string[]) => join(root, ...parts);
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const read = async (folder: string, file: string) => {
  const source = await nodeFolder(at(folder)).open(file);
  const content = source && text(await source.read(0, source.size));
  await source?.close?.();
  return content;
};

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "checkpoint-"));
  writeFileSync(at("secret"), "secret");
  mkdirSync(at("model", "nested"), { recursive: true });
  writeFileSync(at("model", "config.json"), "{}");
  symlinkSync("config.json", at("model", "alias.json"));
  symlinkSync("../secret", at("model", "vocab.txt"));
  symlinkSync("nowhere", at("model", "broken.json"));
  mkdirSync(at("models--org--name", "blobs"), { recursive: true });
  mkdirSync(at("models--org--name", "snapshots", "abc"), { recursive: true });
  writeFileSync(at("models--org--name", "blobs", "123"), "blob");
  symlinkSync("../../blobs/123", at("models--org--name", "snapshots", "abc", "config.json"));
  symlinkSync("../../../secret", at("models--org--name", "snapshots", "abc", "vocab.txt"));
  symlinkSync("models--org--name/snapshots/abc", at("latest"));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

test("lists files and links, not folders", async () => {
  expect(await nodeFolder(at("model")).list()).toEqual(["alias.json", "broken.json", "config.json", "vocab.txt"]);
});

test("opens a file by name, and nothing where there is none", async () => {
  expect(await read("model", "config.json")).toBe("{}");
  expect(await read("model", "alias.json")).toBe("{}");
  expect(await read("model", "other.json")).toBeUndefined();
});

test("a source says where it lies, links resolved", async () => {
  const source = await nodeFolder(at("latest")).open("config.json");
  expect(source).toMatchObject({ name: "config.json", size: 4 });
  expect(source?.path).toMatch(/models--org--name.blobs.123$/);
  await source?.close?.();
});

describe("a folder is not left", () => {
  test.each([
    "../secret",
    "..",
    ".",
    "",
    "/etc/passwd",
    "nested/../../secret",
    "..\\secret",
    "C:secret",
    "a\0b",
    "x".repeat(300),
  ])("by the name %j", async (name) => {
    expect(await thrown(() => nodeFolder(at("model")).open(name))).toMatchObject({ name: "FileNameError" });
  });

  test("by a link", async () => {
    expect((await thrown(() => read("model", "vocab.txt"))).message).toContain(
      "a link that leaves the checkpoint's folder",
    );
  });

  test("by a link of a cache's snapshot, but to its own blobs", async () => {
    expect(await read("models--org--name/snapshots/abc", "config.json")).toBe("blob");
    expect(await read("latest", "config.json")).toBe("blob");
    expect(await thrown(() => read("latest", "vocab.txt"))).toMatchObject({ name: "FileNameError" });
  });

  test("but where the caller allows all links", async () => {
    const source = await nodeFolder(at("model"), { links: "all" }).open("vocab.txt");
    expect(text(await source?.read(0, 6))).toBe("secret");
    await source?.close?.();
  });
});

describe("an error says what is wrong with", () => {
  test.each<[string, () => Promise<unknown>, string]>([
    ["a missing folder", () => nodeFolder(at("none")).list(), "there is no such folder"],
    ["a file in the place of a folder", () => nodeFolder(at("secret")).open("a"), "the checkpoint is not a folder"],
    ["a broken link", () => nodeFolder(at("model")).open("broken.json"), "a link to a file that does not exist"],
    ["a folder in the place of a file", () => nodeFolder(at("model")).open("nested"), "not a regular file"],
    ["a missing file of the user", () => nodeFile(at("none")), "there is no such file"],
  ])("%s", async (_, work, message) => {
    expect((await thrown(work)).message).toContain(message);
  });

  test("a file that shrinks while it is read", async () => {
    writeFileSync(at("model", "shrinking"), new Uint8Array(100));
    const source = await nodeFolder(at("model")).open("shrinking");
    truncateSync(at("model", "shrinking"), 60);
    expect(await thrown(async () => source?.read(50, 40))).toMatchObject({
      name: "ReadError",
      file: "shrinking",
      expected: "40 bytes",
      found: "10",
    });
    await source?.close?.();
  });

  test("a read outside of a file", async () => {
    const source = await nodeFile(at("secret"));
    for (const [offset, length] of [
      [0, 7],
      [-1, 2],
      [2 ** 53, 1],
      [0, Number.NaN],
    ] as const) {
      expect(await thrown(() => source.read(offset, length))).toMatchObject({ name: "ReadError" });
    }
    await source.close?.();
  });
});

describe("chunks", () => {
  test("cover a range in order", async () => {
    writeFileSync(
      at("numbers"),
      Uint8Array.from({ length: 100 }, (_, i) => i),
    );
    const source = await nodeFile(at("numbers"));
    const chunks: number[][] = [];
    for await (const chunk of readChunks(source, 5, 23, 10)) chunks.push([...chunk]);
    expect(chunks.map((chunk) => chunk.length)).toEqual([10, 10, 3]);
    expect(chunks.flat()).toEqual(Array.from({ length: 23 }, (_, i) => i + 5));
    await source.close?.();
  });

  test("fail in their turn where the file ends early", async () => {
    writeFileSync(at("cut"), new Uint8Array(100));
    const source = await nodeFile(at("cut"));
    truncateSync(at("cut"), 25);
    let seen = 0;
    const error = await thrown(async () => {
      for await (const chunk of readChunks(source, 0, 100, 10)) {
        seen += chunk.length;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    });
    expect([seen, error.name]).toEqual([20, "ReadError"]);
    await source.close?.();
  });

  test("may be left before the end", async () => {
    const source = await nodeFile(at("numbers"));
    for await (const chunk of readChunks(source, 0, 100, 10)) if (chunk[0] === 10) break;
    await source.close?.();
    expect(await thrown(() => source.read(0, 1))).toMatchObject({ name: "ReadError" });
  });
});
