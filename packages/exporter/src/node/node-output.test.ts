import { lstat, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { memoryFolder, memorySource } from "@transonnx/checkpoint";
import { nodeFile, nodeFolder } from "@transonnx/checkpoint/node";
import type { OutputFolder } from "../outputs/output-folder.ts";
import { outputError } from "./file-errors.ts";
import { nodeOutput } from "./node-output.ts";
import { stagingOf } from "./staging.ts";

let work: string;
let destination: string;

beforeEach(async () => {
  work = await realpath(await mkdtemp(join(tmpdir(), "transonnx-output-")));
  destination = join(work, "out");
});
afterEach(() => rm(work, { recursive: true }));

async function put(output: OutputFolder, file: string, text: string): Promise<void> {
  const sink = await output.create(file);
  await sink.write(new TextEncoder().encode(text));
  await sink.close();
}

async function existing(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(join(destination, file, ".."), { recursive: true });
    await writeFile(join(destination, file), text);
  }
}

const read = (file: string): Promise<string> => readFile(join(destination, file), "utf8");

describe("an export to a new folder", () => {
  test("is seen when it is committed, not before", async () => {
    const output = nodeOutput(destination);
    await put(output, "onnx/model.onnx", "model");
    await put(output, "config.json", "{}");
    expect((await readdir(work)).includes("out")).toBe(false);
    await output.commit();
    expect(await readdir(work)).toEqual(["out"]);
    expect((await readdir(destination)).sort()).toEqual(["config.json", "onnx"]);
    expect(await read("onnx/model.onnx")).toBe("model");
  });

  test("can be read while it is staged", async () => {
    const output = nodeOutput(destination);
    await put(output, "model.onnx", "model");
    const source = await output.open("model.onnx");
    expect(source?.path).toBe(join(output.path, "model.onnx"));
    expect(new TextDecoder().decode(await source?.read(0, 5))).toBe("model");
    await source?.close?.();
    expect(await output.open("none.onnx")).toBeUndefined();
    await output.discard();
  });

  test("makes the folders above it, and removes them where it is discarded", async () => {
    const output = nodeOutput(join(work, "a/b/c/out"));
    await put(output, "model.onnx", "model");
    expect(await readdir(work)).toEqual(["a"]);
    await output.discard();
    await output.discard();
    expect(await readdir(work)).toEqual([]);
  });

  test("leaves the folders above it that someone else uses by then", async () => {
    const output = nodeOutput(join(work, "a/b/out"));
    await put(output, "model.onnx", "model");
    await writeFile(join(work, "a/mine"), "");
    await output.discard();
    expect(await readdir(join(work, "a"))).toEqual(["mine"]);
  });

  test("takes the place of an empty one", async () => {
    await mkdir(destination);
    const output = nodeOutput(destination);
    await put(output, "model.onnx", "model");
    await output.commit();
    expect(await read("model.onnx")).toBe("model");
  });

  test("is refused when another one came first", async () => {
    const [first, second] = [nodeOutput(destination), nodeOutput(destination)];
    await put(first, "model.onnx", "first");
    await put(second, "model.onnx", "second");
    await first.commit();
    await expect(second.commit()).rejects.toThrow(/the output folder exists and is not empty: found model.onnx/);
    await second.discard();
    expect(await read("model.onnx")).toBe("first");
    expect(await readdir(work)).toEqual(["out"]);
  });
});

describe("an export to a folder with files", () => {
  test("is refused, and says what to do", async () => {
    await existing({ "model.onnx": "old" });
    await expect(nodeOutput(destination).begin?.(memoryFolder({}))).rejects.toThrow(
      /exists and is not empty: found model.onnx. Choose another folder, or pass --force/,
    );
    expect(await readdir(work)).toEqual(["out"]);
  });

  test("with force leaves all as it is until the commit", async () => {
    await existing({ "model.onnx": "old" });
    const output = nodeOutput(destination, { force: true });
    await put(output, "model.onnx", "new");
    expect(await read("model.onnx")).toBe("old");
    await output.discard();
    expect(await read("model.onnx")).toBe("old");
    expect(await readdir(work)).toEqual(["out"]);
  });

  test("with force keeps what it does not write", async () => {
    await existing({ "model.onnx": "old", "notes.txt": "mine", "sub/deep.txt": "deep", "gone.onnx_data": "old" });
    await symlink("notes.txt", join(destination, "link.txt"));
    const before = await stat(join(destination, "notes.txt"));
    const output = nodeOutput(destination, { force: true });
    await put(output, "model.onnx", "new");
    await put(output, "sub/new.txt", "new");
    output.supersede?.("gone.onnx_data");
    await output.commit();
    expect((await readdir(destination)).sort()).toEqual(["link.txt", "model.onnx", "notes.txt", "sub"]);
    expect([await read("model.onnx"), await read("link.txt"), await read("sub/deep.txt")]).toEqual([
      "new",
      "mine",
      "deep",
    ]);
    expect((await lstat(join(destination, "link.txt"))).isSymbolicLink()).toBe(true);
    expect((await stat(join(destination, "notes.txt"))).ino).toBe(before.ino);
    expect(await readdir(work)).toEqual(["out"]);
  });

  test("follows a link to the folder", async () => {
    await existing({ "model.onnx": "old" });
    await symlink("out", join(work, "link"));
    const output = nodeOutput(join(work, "link"), { force: true });
    await put(output, "model.onnx", "new");
    await output.commit();
    expect(await read("model.onnx")).toBe("new");
    expect((await lstat(join(work, "link"))).isSymbolicLink()).toBe(true);
  });
});

describe("a destination that cannot be", () => {
  test.each([
    ["a file", "file", /a file lies in its place: expected a folder, or nothing/],
    ["a folder below a file", "file/out", /a file lies where a folder is needed: found ENOTDIR/],
    ["a link to nothing", "dangling", /it is a link to a folder that does not exist/],
    ["a name that is too long", "x".repeat(300), /its name is too long for the file system: found ENAMETOOLONG/],
    ["the checkpoint", "checkpoint", /it is the checkpoint's own folder: .* Choose another folder, such as .*onnx/],
    ["a folder around the checkpoint", ".", /the checkpoint lies in it/],
  ])("%s", async (_what, path, message) => {
    await writeFile(join(work, "file"), "mine");
    await symlink("nowhere", join(work, "dangling"));
    await mkdir(join(work, "checkpoint"));
    const before = await readdir(work);
    const begin = async () =>
      nodeOutput(join(work, path), { force: true }).begin?.(nodeFolder(join(work, "checkpoint")));
    await expect(begin()).rejects.toThrow(message);
    expect(await readdir(work)).toEqual(before);
  });

  test("a folder in the checkpoint is one that can be", async () => {
    await mkdir(join(work, "checkpoint"));
    const output = nodeOutput(join(work, "checkpoint/onnx"));
    await output.begin?.(nodeFolder(join(work, "checkpoint")));
    await put(output, "model.onnx", "model");
    await output.commit();
    expect(await readdir(join(work, "checkpoint"))).toEqual(["onnx"]);
  });

  test("a file that leaves the output", async () => {
    await expect(nodeOutput(destination).create("../model.onnx")).rejects.toThrow(/a path that leaves the folder/);
    expect(await readdir(work)).toEqual([]);
  });

  test.each([
    ["ENOSPC", /the disk is full: found ENOSPC. Free some space/],
    ["EDQUOT", /the disk quota is used up/],
    ["EROFS", /the file system is read-only/],
    ["EACCES", /it may not be written/],
    ["EIO", /it cannot be written: found EIO/],
  ])("what the operating system calls %s", (code, message) => {
    const error = outputError("out", Object.assign(new Error("failed"), { code }));
    expect(error).toMatchObject({ name: "OutputError", output: "out", code });
    expect(error.message).toMatch(message);
  });
});

describe("link", () => {
  test("gives a file a further name", async () => {
    await writeFile(join(work, "weights"), "weights");
    const output = nodeOutput(destination);
    const source = await nodeFile(join(work, "weights"));
    await output.link("model.safetensors", source);
    await source.close?.();
    await output.commit();
    expect((await stat(join(destination, "model.safetensors"))).ino).toBe((await stat(join(work, "weights"))).ino);
  });

  test("copies what is no file", async () => {
    const output = nodeOutput(destination);
    await output.link("model.safetensors", memorySource("model.safetensors", "weights"));
    await output.commit();
    expect(await read("model.safetensors")).toBe("weights");
  });
});

describe("what a killed process leaves", () => {
  /** No process has this number: it is above the largest that Linux gives. */
  const DEAD = 2 ** 22 + 1;
  const asDead = (path: string) => path.replace(`-${process.pid}-`, `-${DEAD}-`);

  test("is removed by the next export", async () => {
    await mkdir(asDead(stagingOf(destination).stage), { recursive: true });
    await mkdir(asDead(stagingOf(destination).old));
    await existing({ "model.onnx": "new" });
    await nodeOutput(destination, { force: true }).begin?.(memoryFolder({}));
    expect((await readdir(work)).filter((name) => name.includes(`${DEAD}`))).toEqual([]);
    expect(await read("model.onnx")).toBe("new");
  });

  test("is put back where it was killed between the two renames", async () => {
    const { old } = stagingOf(destination);
    await mkdir(asDead(old));
    await writeFile(join(asDead(old), "model.onnx"), "old");
    await expect(nodeOutput(destination).begin?.(memoryFolder({}))).rejects.toThrow(/found model.onnx/);
    expect(await read("model.onnx")).toBe("old");
    expect(await readdir(work)).toEqual(["out"]);
  });

  test("is left alone while the process lives, and where it belongs to another destination", async () => {
    const living = stagingOf(destination).stage.replace(`-${process.pid}-`, `-${process.ppid}-`);
    const other = asDead(stagingOf(join(work, "other")).stage);
    await mkdir(living);
    await mkdir(other);
    const output = nodeOutput(destination);
    await put(output, "model.onnx", "model");
    await output.commit();
    expect((await readdir(work)).length).toBe(3);
  });
});
