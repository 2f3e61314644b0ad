import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { scanCachedRepo } from "@huggingface/hub";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { openCheckpoint } from "@transonnx/checkpoint";
import { COMMIT, gitHash, HubServer, sha256, TOKEN } from "../../test/hub-server.ts";
import { rejection } from "../../test/rejection.ts";
import { cacheFolder, endpointOf, isOffline, tokenOf } from "./environment.ts";
import { type HubCheckpointOptions, hubCheckpoint } from "./hub-checkpoint.ts";

const fixture = (file: string) => readFileSync(new URL(`../../../../fixtures/tiny-bert/${file}`, import.meta.url));
const config = fixture("config.json");
const weights = fixture("model.safetensors");
const other = "fedcba9876543210fedcba9876543210fedcba98";

let server: HubServer;
let root: string;
let cacheDir: string;
let runs = 0;
const retry = { wait: async () => {}, attempts: 3 };

const open = (repo: string, options: Partial<HubCheckpointOptions> = {}) =>
  hubCheckpoint({
    repo,
    endpoint: server.endpoint,
    cacheDir,
    retry,
    environment: { HF_TOKEN_PATH: "none" },
    ...options,
  });
const read = async (folder: Awaited<ReturnType<typeof open>>, file: string) => {
  const source = (await folder.open(file))!;
  const bytes = Buffer.from(await source.read(0, source.size));
  await source.close?.();
  return bytes;
};
const inRepository = (...parts: string[]) => path.join(cacheDir, "models--org--bert", ...parts);
const tree = () =>
  (readdirSync(cacheDir, { recursive: true }) as string[]).map((file) => file.replaceAll("\\", "/")).sort();
const downloads = () => server.requests.filter(({ host, path: at }) => host === "cdn" || at.includes("resolve-cache"));

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), "transonnx-hub-"));
  server = await HubServer.start({
    "org/bert": {
      files: {
        "config.json": config,
        "model.safetensors": weights,
        "pytorch_model.bin": "the same in another format",
        "tf_model.h5": "and in another",
        "onnx/config.json": "{}",
      },
      revisions: { main: COMMIT, "refs/pr/1": other },
    },
    "org/shards": {
      files: {
        "config.json": config,
        "model.safetensors.index.json": JSON.stringify({
          weight_map: { a: "1.safetensors", b: "2.safetensors", c: "3.safetensors" },
        }),
        "1.safetensors": "1",
      },
    },
    "org/private": { files: { "config.json": config }, access: "private" },
  });
});
afterAll(async () => {
  await server.stop();
  rmSync(root, { recursive: true, force: true });
});
beforeEach(() => {
  server.reset();
  cacheDir = path.join(root, `${++runs}`);
});

describe("the cache", () => {
  test("is laid out as huggingface_hub's, and holds what was opened, no more", async () => {
    const folder = await open("org/bert");
    expect(await folder.list()).toEqual(["config.json", "model.safetensors", "pytorch_model.bin", "tf_model.h5"]);
    await (await openCheckpoint(folder)).close();
    expect(await read(folder, "config.json")).toEqual(config);
    expect(tree().filter((file) => file.split("/").length > 2)).toEqual(
      [
        `models--org--bert/blobs/${gitHash(config)}`,
        `models--org--bert/blobs/${sha256(weights)}`,
        "models--org--bert/refs/main",
        `models--org--bert/snapshots/${COMMIT}`,
        `models--org--bert/snapshots/${COMMIT}/config.json`,
        `models--org--bert/snapshots/${COMMIT}/model.safetensors`,
      ].sort(),
    );
    expect(readFileSync(inRepository("refs/main"), "utf8")).toBe(COMMIT);
    expect(readlinkSync(inRepository("snapshots", COMMIT, "config.json"))).toBe(
      path.join("../../blobs", gitHash(config)),
    );
  });

  test("is not begun before a file is there", async () => {
    await (await open("org/bert")).list();
    expect(existsSync(cacheDir)).toBe(false);
  });

  test("is one that the Hub's own library reads", async () => {
    await read(await open("org/bert"), "model.safetensors");
    const { id, size, revisions } = await scanCachedRepo(inRepository());
    expect([id, size]).toEqual([{ name: "org/bert", type: "model" }, weights.length]);
    expect(revisions).toMatchObject([{ commitOid: COMMIT, refs: ["main"] }]);
  });

  test("that another program filled is used as it is", async () => {
    mkdirSync(inRepository("blobs"), { recursive: true });
    mkdirSync(inRepository("snapshots", COMMIT), { recursive: true });
    writeFileSync(inRepository("blobs", sha256(weights)), weights);
    symlinkSync(`../../blobs/${sha256(weights)}`, inRepository("snapshots", COMMIT, "model.safetensors"));
    expect(await read(await open("org/bert"), "model.safetensors")).toEqual(weights);
    expect(downloads()).toEqual([]);
  });

  test("shares what commits have in common", async () => {
    await read(await open("org/bert"), "model.safetensors");
    server.reset();
    expect(await read(await open("org/bert", { revision: "refs/pr/1" }), "model.safetensors")).toEqual(weights);
    expect(downloads()).toEqual([]);
    expect(readFileSync(inRepository("refs/refs/pr/1"), "utf8")).toBe(other);
  });

  test("holds folders of a repository where they lie in it", async () => {
    await read(await open("org/bert", { subfolder: "onnx" }), "config.json");
    expect(readFileSync(inRepository("snapshots", COMMIT, "onnx", "config.json"), "utf8")).toBe("{}");
    expect(lstatSync(inRepository("snapshots", COMMIT, "onnx", "config.json")).isSymbolicLink()).toBe(true);
  });

  test("has copies where the file system has no links", async () => {
    const symlink = async () => {
      throw Object.assign(new Error("EPERM: operation not permitted, symlink"), { code: "EPERM" });
    };
    expect(await read(await open("org/bert", { symlink }), "config.json")).toEqual(config);
    expect(lstatSync(inRepository("snapshots", COMMIT, "config.json")).isSymbolicLink()).toBe(false);
  });

  test("is mended where a file of it has another size, or is gone", async () => {
    await read(await open("org/bert"), "config.json");
    writeFileSync(inRepository("blobs", gitHash(config)), "{");
    expect(await read(await open("org/bert"), "config.json")).toEqual(config);
    rmSync(inRepository("blobs", gitHash(config)));
    expect(await read(await open("org/bert"), "config.json")).toEqual(config);
  });
});

describe("a download", () => {
  const incomplete = () => inRepository("blobs", `${sha256(weights)}.incomplete`);
  const ranges = () => server.requests.flatMap(({ host, range }) => (host === "cdn" ? [range] : []));

  test("tells how far it is, and files that are there do not", async () => {
    const told: [string, number, number][] = [];
    const folder = await open("org/bert", { onDownload: (...progress) => told.push(progress) });
    await read(folder, "model.safetensors");
    expect(told[0]).toEqual(["model.safetensors", 0, weights.length]);
    expect(told.at(-1)).toEqual(["model.safetensors", weights.length, weights.length]);
    const { length } = told;
    await read(folder, "model.safetensors");
    expect(told).toHaveLength(length);
  });

  test("that breaks goes on where it broke", async () => {
    server.fail(/^cdn/, { cutAfter: 10_000 }, 2);
    expect(await read(await open("org/bert"), "model.safetensors")).toEqual(weights);
    expect(ranges()).toHaveLength(3);
    expect(ranges()[1]).not.toMatch(/^bytes=0-/);
  });

  test("that failed is gone on with by the next run", async () => {
    server.fail(/^cdn/, { endAfter: 10_000 });
    server.fail(/^cdn/, { status: 500 }, 100);
    expect(await rejection(read(await open("org/bert"), "model.safetensors"))).toMatchObject({ kind: "server" });
    expect(readFileSync(incomplete())).toEqual(weights.subarray(0, 10_000));
    expect(existsSync(inRepository("snapshots", COMMIT, "model.safetensors"))).toBe(false);
    server.reset();
    expect(await read(await open("org/bert"), "model.safetensors")).toEqual(weights);
    expect(ranges()).toEqual([`bytes=10000-${weights.length - 1}`]);
    expect(existsSync(incomplete())).toBe(false);
  });

  test("that is aborted keeps what came", async () => {
    const controller = new AbortController();
    const onDownload = (_: string, done: number) => done > 0 && controller.abort(new Error("changed my mind"));
    const folder = await open("org/bert", { signal: controller.signal, onDownload });
    server.fail(/^cdn/, { cutAfter: 10_000 });
    await expect(folder.open("model.safetensors")).rejects.toThrow("changed my mind");
    expect(readFileSync(incomplete()).length).toBeGreaterThan(0);
  });

  test("goes on from a server that knows no ranges as well", async () => {
    server.fail(/^cdn/, { ignoresRange: true, cutAfter: 10_000 });
    server.fail(/^cdn/, { ignoresRange: true });
    expect(await read(await open("org/bert"), "model.safetensors")).toEqual(weights);
  });

  test.each([
    ["something else", Buffer.from("something else, which was left here")],
    ["too much", Buffer.alloc(weights.length + 1)],
    ["all of it, but wrong", Buffer.alloc(weights.length)],
  ])("begins anew where an earlier one left %s", async (_, left) => {
    mkdirSync(inRepository("blobs"), { recursive: true });
    writeFileSync(incomplete(), left);
    expect(await read(await open("org/bert"), "model.safetensors")).toEqual(weights);
  });

  test("of another content than the Hub says is an error, and nothing of it stays", async () => {
    const wrong = Buffer.from(config);
    wrong[0] = 32;
    server.fail(/resolve-cache/, {
      status: 206,
      headers: { "content-range": `bytes 0-${config.length - 1}/${config.length}` },
      body: wrong.toString(),
    });
    expect(await rejection(read(await open("org/bert"), "config.json"))).toMatchObject({
      kind: "changed",
      expected: `a content whose hash is ${gitHash(config)}`,
    });
    expect(readdirSync(inRepository("blobs"))).toEqual([]);
  });

  test("is made once, however often a file is opened meanwhile, also by others", async () => {
    const [one, two] = [await open("org/bert"), await open("org/bert")];
    const all = await Promise.all([one, one, two].map((folder) => read(folder, "model.safetensors")));
    for (const bytes of all) expect(bytes).toEqual(weights);
    expect(ranges().length).toBeLessThanOrEqual(2);
    expect(readdirSync(inRepository("blobs"))).toEqual([sha256(weights)]);
  });
});

describe("without the network", () => {
  const offline = { localFilesOnly: true, endpoint: "http://127.0.0.1:1" };

  test("what is in the cache is used", async () => {
    await read(await open("org/bert"), "config.json");
    await read(await open("org/bert"), "model.safetensors");
    server.reset();
    for (const options of [offline, { environment: { HF_HUB_OFFLINE: "1" } }, { ...offline, revision: COMMIT }]) {
      const folder = await open("org/bert", options);
      expect([folder.commit, await folder.list()]).toEqual([COMMIT, ["config.json", "model.safetensors"]]);
      expect(await read(folder, "config.json")).toEqual(config);
    }
    expect(server.requests).toEqual([]);
  });

  test("what is missing is named", async () => {
    const message = async (repo: string, options = {}) => {
      const { kind, message } = await rejection(open(repo, { ...offline, ...options }));
      expect(kind).toBe("offline");
      return message;
    };
    expect(await message("org/bert")).toMatch(
      /^org\/bert: nothing may be fetched, and the cache lacks its revision main: /,
    );
    expect(await message("org/bert", { revision: COMMIT })).toContain(`lacks its commit ${COMMIT}`);
    await read(await open("org/bert"), "model.safetensors");
    expect(await message("org/bert")).toContain("lacks config.json");
    await read(await open("org/shards"), "config.json");
    expect(await message("org/shards")).toContain("lacks its weights");
    await openCheckpoint(await open("org/shards")).catch(() => {});
    expect(await message("org/shards")).toContain("lacks 2.safetensors, 3.safetensors");
  });

  test("the error says that the cache could serve", async () => {
    await read(await open("org/bert"), "config.json");
    expect(await rejection(open("org/bert", { endpoint: "http://127.0.0.1:1" }))).toMatchObject({
      kind: "network",
      advice: expect.stringContaining("--local-files-only"),
    });
  });
});

test("a stream stores nothing, and uses what the cache holds", async () => {
  const folder = await open("org/bert", { stream: true });
  expect(await read(folder, "model.safetensors")).toEqual(weights);
  expect(existsSync(cacheDir)).toBe(false);
  await read(await open("org/bert"), "config.json");
  server.reset();
  expect(await read(folder, "config.json")).toEqual(config);
  expect(downloads()).toEqual([]);
});

describe("the environment", () => {
  test("says where the cache is", () => {
    const at = (...parts: string[]) => path.resolve(...parts);
    expect(cacheFolder({})).toBe(at(homedir(), ".cache/huggingface/hub"));
    expect(cacheFolder({ XDG_CACHE_HOME: "/xdg" })).toBe(at("/xdg/huggingface/hub"));
    expect(cacheFolder({ XDG_CACHE_HOME: "/xdg", HF_HOME: "/home" })).toBe(at("/home/hub"));
    expect(cacheFolder({ HF_HOME: "/home", HUGGINGFACE_HUB_CACHE: "/old" })).toBe(at("/old"));
    expect(cacheFolder({ HUGGINGFACE_HUB_CACHE: "/old", HF_HUB_CACHE: "~/models" })).toBe(at(homedir(), "models"));
    expect(cacheFolder({ HF_HUB_CACHE: "/cache" }, "named")).toBe(at("named"));
  });

  test("says whether it is offline, and where the Hub is", () => {
    expect(
      ["1", "ON", "yes", "True", "0", "", undefined].map((HF_HUB_OFFLINE) => isOffline({ HF_HUB_OFFLINE })),
    ).toEqual([true, true, true, true, false, false, false]);
    expect([endpointOf({}), endpointOf({ HF_ENDPOINT: "https://hub" })]).toEqual([undefined, "https://hub"]);
  });

  test("has a token, or a file with one", async () => {
    mkdirSync(cacheDir, { recursive: true });
    const file = path.join(cacheDir, "token");
    writeFileSync(file, `${TOKEN}\n`);
    expect(await tokenOf({ HF_TOKEN: " hf_other\n", HF_TOKEN_PATH: file })).toBe("hf_other");
    expect(await tokenOf({ HF_TOKEN_PATH: file })).toBe(TOKEN);
    expect(await tokenOf({ HF_HOME: cacheDir })).toBe(TOKEN);
    expect(await tokenOf({ HF_HOME: path.join(cacheDir, "none") })).toBeUndefined();
    expect(await tokenOf({ HF_HOME: cacheDir, HF_HUB_DISABLE_IMPLICIT_TOKEN: "1" })).toBeUndefined();
    expect(await rejection(tokenOf({ HF_TOKEN_PATH: cacheDir }))).toMatchObject({
      kind: "unauthorized",
      found: "EISDIR",
    });
    expect(await read(await open("org/private", { environment: { HF_HOME: cacheDir } }), "config.json")).toEqual(
      config,
    );
  });
});
