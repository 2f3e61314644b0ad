import { readFileSync } from "node:fs";
import * as client from "@huggingface/hub";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { openCheckpoint, readTensor } from "@transonnx/checkpoint";
import { COMMIT, HubServer, TOKEN } from "../test/hub-server.ts";
import { rejection } from "../test/rejection.ts";
import { hubFolder } from "./hub-folder.ts";
import { BLOCK_BYTES } from "./stream/blocks.ts";

const fixture = (file: string) => readFileSync(new URL(`../../../fixtures/tiny-bert/${file}`, import.meta.url));
const numbers = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 12)) % 251);
const long = numbers(3 * BLOCK_BYTES + 1000);

let server: HubServer;
const waits: number[] = [];
const retry = { wait: async (milliseconds: number) => void waits.push(milliseconds), attempts: 4 };
const open = (repo: string, options: Partial<Parameters<typeof hubFolder>[0]> = {}) =>
  hubFolder({ client, repo, endpoint: server.endpoint, retry, ...options });
const readAll = async (folder: Awaited<ReturnType<typeof open>>, file: string) => {
  const source = (await folder.open(file))!;
  return source.read(0, source.size);
};

beforeAll(async () => {
  server = await HubServer.start({
    "org/bert": {
      files: {
        "config.json": fixture("config.json"),
        "model.safetensors": fixture("model.safetensors"),
        "empty.txt": "",
        "1_Pooling/config.json": "{}",
        "a folder/what? #1.json": '{"a": 1}',
      },
    },
    "org/large": { files: { "model.safetensors": long, "vocab.txt": "a\nb\n" } },
    "org/moving": { files: { "config.json": "{}" }, revisions: { main: "a".repeat(40), old: "b".repeat(40) } },
    "org/many": { files: Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`file-${i}.txt`, `${i}`])) },
    "org/private": { files: { "config.json": "{}", "model.safetensors": "weights" }, access: "private" },
    "org/gated": { files: { "config.json": "{}" }, access: "gated" },
    bert: { files: { "config.json": "{}" } },
  });
});
afterAll(() => server.stop());
beforeEach(() => {
  server.reset();
  waits.length = 0;
});

describe("a repository", () => {
  test("is a folder: its files by name, without what lies deeper", async () => {
    const folder = await open("org/bert");
    expect([folder.name, folder.commit]).toEqual(["org/bert", COMMIT]);
    expect(await folder.list()).toEqual(["config.json", "empty.txt", "model.safetensors"]);
    expect(Buffer.from(await readAll(folder, "config.json"))).toEqual(fixture("config.json"));
    expect(await readAll(folder, "empty.txt")).toEqual(new Uint8Array());
    expect(await folder.open("pytorch_model.bin")).toBeUndefined();
    await expect(folder.open("../bert/config.json")).rejects.toMatchObject({ name: "FileNameError" });
  });

  test("of a Hub that nobody answers for is asked for twice, not as long as one that breaks off", async () => {
    const gone = await HubServer.start({});
    const { endpoint } = gone;
    await gone.stop();
    const { kind } = await rejection(open("org/bert", { endpoint }));
    expect([kind, waits]).toEqual(["network", [500]]);
  });

  test("without an owner", async () => {
    expect(await (await open("bert")).list()).toEqual(["config.json"]);
  });

  test("has folders, whatever their names", async () => {
    const folder = await open("org/bert", { subfolder: "./a folder/" });
    expect(await folder.list()).toEqual(["what? #1.json"]);
    expect(new TextDecoder().decode(await readAll(folder, "what? #1.json"))).toBe('{"a": 1}');
    expect(await rejection((await open("org/bert", { subfolder: "none" })).list())).toMatchObject({
      kind: "file-not-found",
      file: "org/bert/none",
    });
  });

  test("lists its files page by page", async () => {
    server.pageSize = 10;
    expect(await (await open("org/many")).list()).toHaveLength(25);
    expect(server.requests.filter(({ path }) => path.includes("/tree/"))).toHaveLength(3);
  });

  test("is of one commit, also where the branch moves meanwhile", async () => {
    const folder = await open("org/moving");
    server.repositories["org/moving"]!.revisions = { main: "c".repeat(40), before: "a".repeat(40) };
    await readAll(folder, "config.json");
    expect(folder.commit).toBe("a".repeat(40));
    expect(server.requests.filter(({ path }) => path.includes("c".repeat(40)))).toEqual([]);
  });

  test("at a revision", async () => {
    server.repositories["org/moving"]!.revisions = { main: "a".repeat(40), "refs/pr/1": "b".repeat(40) };
    expect((await open("org/moving", { revision: "refs/pr/1" })).commit).toBe("b".repeat(40));
    expect(await rejection(open("org/moving", { revision: "v9" }))).toMatchObject({ kind: "revision-not-found" });
  });

  test("is opened as any checkpoint", async () => {
    const checkpoint = await openCheckpoint(await open("org/bert"));
    const tensor = checkpoint.tensors.get("cls.predictions.bias")!;
    expect((await readTensor(tensor)).byteLength).toBe(560);
    await checkpoint.close();
  });
});

describe("a large file", () => {
  const source = async (options = {}) => (await (await open("org/large", options)).open("model.safetensors"))!;

  test("is read in blocks, each once, and ahead where it is read in order", async () => {
    const file = await source();
    const target = new Uint8Array(long.length);
    for (let at = 0; at < long.length; at += 1_000_000)
      await file.readInto!(at, target.subarray(at, Math.min(long.length, at + 1_000_000)));
    expect(Buffer.compare(target, long)).toBe(0);
    const ranges = server.requests.flatMap(({ host, range }) => (host === "cdn" && range ? [range] : []));
    expect(ranges.sort()).toEqual(
      [0, 1, 2, 3].map((i) => `bytes=${i * BLOCK_BYTES}-${Math.min((i + 1) * BLOCK_BYTES, long.length) - 1}`).sort(),
    );
  });

  test("is asked for at its own host once that is known, and at the Hub again when the address expires", async () => {
    const file = await source();
    const hub = () => server.requests.filter(({ path }) => path.includes("/resolve/")).length;
    await file.read(0, 10);
    await file.read(BLOCK_BYTES * 2, 10);
    expect(hub()).toBe(1);
    server.fail(/^cdn/, { status: 403 });
    expect(await file.read(BLOCK_BYTES * 3, 10)).toEqual(long.slice(BLOCK_BYTES * 3, BLOCK_BYTES * 3 + 10));
    expect(hub()).toBe(2);
  });

  test("is not read beyond its end, nor when it is closed", async () => {
    const file = await source();
    for (const [offset, length] of [
      [long.length - 1, 2],
      [-1, 2],
      [2 ** 53, 1],
      [0, Number.NaN],
    ] as const)
      await expect(file.read(offset, length)).rejects.toMatchObject({ name: "ReadError" });
    await file.close?.();
    await expect(file.read(0, 1)).rejects.toMatchObject({ name: "ReadError" });
  });

  test.each([
    ["is reset at once", { cutAfter: 0 }],
    ["is cut", { cutAfter: 100_000 }],
    ["ends as if it were complete", { endAfter: 70_000 }],
    ["is an error of the server", { status: 503 }],
  ])("is read on where an answer %s", async (_, fault) => {
    const file = await source();
    server.fail(/^cdn/, fault, 2);
    expect(Buffer.compare(await file.read(0, BLOCK_BYTES), long.subarray(0, BLOCK_BYTES))).toBe(0);
    expect(waits).toHaveLength(2);
  });

  test("is read on where an answer does not come", async () => {
    const file = await source({ retry: { ...retry, attempts: 8, patience: 1500 } });
    server.fail(/^cdn/, { hangs: true });
    expect(await file.read(0, 10)).toEqual(long.slice(0, 10));
  });

  test("goes on at the byte where it broke", async () => {
    const file = await source();
    server.fail(/^cdn/, { cutAfter: 100_000 });
    await file.read(0, 10);
    const [, second] = server.requests.filter(({ host }) => host === "cdn");
    expect(second?.range).toMatch(/^bytes=(?!0-)\d+-4194303$/);
  });

  test("is a short read where it breaks again and again", async () => {
    const file = await source();
    server.fail(/^cdn/, { endAfter: 10 }, 100);
    expect(await rejection(file.read(0, 100))).toMatchObject({
      kind: "short-read",
      message: expect.stringMatching(
        /^org\/large\/model\.safetensors: the transfer broke off 4 times: .* found 40 of 4194304 bytes/,
      ),
    });
  });

  test.each([
    ["another ETag", { headers: { etag: '"other"' } }],
    ["another size", { headers: { "content-range": "bytes 4194304-8388607/99999999" } }],
    ["no such byte", { status: 416 }],
  ])("that has %s than before is another file", async (_, fault) => {
    const file = await source();
    await file.read(0, 10);
    server.fail(/^cdn/, fault);
    expect(await rejection(file.read(BLOCK_BYTES, 10))).toMatchObject({ kind: "changed" });
  });

  test.each([
    ["a server that knows no ranges", { ignoresRange: true }, /whole files only/],
    ["other bytes", { headers: { "content-range": `bytes 5-4194308/${long.length}` } }, /other bytes came/],
    ["no Content-Range", { headers: { "content-range": "" } }, /other bytes came/],
    ["a compressed range", { headers: { "content-encoding": "gzip" } }, /compressed/],
  ])("is an error with %s", async (_, fault, message) => {
    server.fail(/^cdn/, fault, 10);
    const error = await rejection((await source()).read(0, 10));
    expect([error.kind, error.message]).toEqual(["server", expect.stringMatching(message)]);
  });

  test("but a small file may come as a whole", async () => {
    server.fail(/resolve-cache/, { ignoresRange: true });
    expect(new TextDecoder().decode(await readAll(await open("org/large"), "vocab.txt"))).toBe("a\nb\n");
  });

  test("is given up when the signal says so", async () => {
    const controller = new AbortController();
    const file = await source({ signal: controller.signal });
    server.fail(/^cdn/, { hangs: true });
    const reading = file.read(0, 10);
    while (!server.requests.some(({ host }) => host === "cdn")) await new Promise(setImmediate);
    controller.abort(new Error("changed my mind"));
    await expect(reading).rejects.toThrow("changed my mind");
  });
});

describe("a token", () => {
  test("goes to the Hub and to no other host", async () => {
    const folder = await open("org/private", { token: TOKEN });
    expect(new TextDecoder().decode(await readAll(folder, "model.safetensors"))).toBe("weights");
    for (const { host, authorization } of server.requests)
      expect(authorization).toBe(host === "hub" ? `Bearer ${TOKEN}` : undefined);
    expect(server.requests.some(({ host }) => host === "cdn")).toBe(true);
  });

  test.each(["hf_a b", "hf_\n", "hf_é"])("that cannot be one is not shown: %j", async (token) => {
    const error = await rejection(open("org/bert", { token }));
    expect(error.kind).toBe("unauthorized");
    expect(error.message).not.toContain("hf_\n");
    expect(error.message).not.toContain(token);
  });

  test("is in no message", async () => {
    server.fail(/./, { status: 500 }, 100);
    const error = await rejection(open("org/private", { token: TOKEN }));
    expect(JSON.stringify({ ...error, message: error.message, stack: error.stack })).not.toContain(TOKEN);
  });
});

describe("what the Hub refuses has a kind, and says what to do", () => {
  test.each([
    ["org/none", {}, "repository-not-found", /no such model, or it is private.*Check the name\..*HF_TOKEN/],
    ["org/none", { token: TOKEN }, "repository-not-found", /no such model, or the token may not read it/],
    ["org/private", {}, "repository-not-found", /or it is private/],
    ["org/../name", {}, "repository-not-found", /not the name of a repository.*expected owner\/name/],
    ["org/bert", { revision: "../main" }, "revision-not-found", /cannot be a revision/],
    ["org/bert", { revision: "v9" }, "revision-not-found", /no such revision.*Check "v9"/],
    ["org/bert", { subfolder: "a/../.." }, "file-not-found", /not a folder of a repository/],
    ["org/bert", { endpoint: "https://user:password@hub" }, "network", /not the address of a Hub/],
    ["org/bert", { endpoint: "http://127.0.0.1:1" }, "network", /127\.0\.0\.1:1 could not be reached/],
  ])("%s %j: %s", async (repo, options, kind, message) => {
    const error = await rejection(open(repo, options));
    expect([error.kind, error.message]).toEqual([kind, expect.stringMatching(message)]);
    expect(error.message).not.toContain("password@");
  });

  test("a gated model", async () => {
    expect(await rejection(open("org/gated").then((folder) => readAll(folder, "config.json")))).toMatchObject({
      kind: "gated",
      message: expect.stringContaining("Ask for access at https://huggingface.co/org/gated. Then make a token"),
    });
    expect(
      await rejection(open("org/gated", { token: "hf_other" }).then((folder) => readAll(folder, "config.json"))),
    ).toMatchObject({
      kind: "gated",
      status: 403,
    });
  });

  test("a wrong token", async () => {
    server.fail(/revision/, {
      status: 401,
      headers: { "x-error-message": "Invalid credentials in Authorization header" },
    });
    expect(await rejection(open("org/bert", { token: "hf_wrong" }))).toMatchObject({ kind: "unauthorized" });
  });
});

describe("a busy Hub is asked again", () => {
  test.each([
    [{ status: 503 }, [500, 1000]],
    [{ status: 429, headers: { "retry-after": "7" } }, [7000, 7000]],
    [{ status: 429, headers: { ratelimit: '"api";r=0;t=33' } }, [33_000, 33_000]],
    [{ cutAfter: 0 }, [500, 1000]],
    [{ cutAfter: 5 }, [500, 1000]],
  ])("after %j", async (fault, expected) => {
    server.fail(/revision/, fault, 2);
    expect((await open("org/bert")).commit).toBe(COMMIT);
    expect(waits).toEqual(expected);
  });

  test("four times here, then it is an error", async () => {
    server.fail(/revision/, { status: 502 }, 100);
    expect(await rejection(open("org/bert"))).toMatchObject({ kind: "server", status: 502 });
    expect(server.requests).toHaveLength(4);
  });

  test("unless it wants to be left alone for long", async () => {
    server.fail(/revision/, { status: 429, headers: { "retry-after": "3600" } });
    expect(await rejection(open("org/bert"))).toMatchObject({
      kind: "rate-limited",
      message: expect.stringContaining("again in 60 minutes"),
    });
    expect(waits).toEqual([]);
  });
});

describe("a hostile answer is an error", () => {
  const tree = (entries: unknown) => ({ body: JSON.stringify(entries) });
  const file = { type: "file", path: "config.json", size: 2, oid: "0".repeat(40) };

  test.each([
    ["a commit that is a path", /revision/, { body: '{"sha": "../../etc"}' }, "server"],
    ["no JSON", /revision/, { body: "<html>" }, "server"],
    ["null", /revision/, { body: "null" }, "server"],
    ["an endless answer", /revision/, { body: `"${"x".repeat(17 * 1024 * 1024)}"` }, "limit"],
    [
      "redirects in a circle",
      /revision/,
      { status: 302, headers: { location: "/api/models/org/bert/revision/main" } },
      "server",
    ],
    ["a redirect to a file", /revision/, { status: 302, headers: { location: "file:///etc/passwd" } }, "server"],
    ["a list that is none", /tree/, tree({ files: 3 }), "server"],
    ["a path that leaves the folder", /tree/, tree([{ ...file, path: "../config.json" }]), "server"],
    ["a path of Windows", /tree/, tree([{ ...file, path: "..\\config.json" }]), "server"],
    ["an entry that is null", /tree/, tree([null]), "server"],
    ["a size that is none", /tree/, tree([{ ...file, size: -1 }]), "server"],
    ["too many files", /tree/, tree(Array.from({ length: 10_001 }, (_, i) => ({ ...file, path: `${i}` }))), "limit"],
    [
      "a list that goes on elsewhere",
      /tree/,
      { ...tree([file]), headers: { link: '<http://127.0.0.2:1/x>; rel="next"' } },
      "server",
    ],
  ])("%s", async (_, where, fault, kind) => {
    server.fail(where, fault, 100);
    expect(await rejection(open("org/bert").then((folder) => folder.list()))).toMatchObject({ kind });
  });

  test("a list without end", async () => {
    server.fail(
      /tree/,
      { ...tree([file]), headers: { link: `<${server.endpoint}/api/models/org/bert/tree/main>; rel="next"` } },
      100_000,
    );
    expect(await rejection(open("org/bert").then((folder) => folder.list()))).toMatchObject({ kind: "limit" });
  });
});
