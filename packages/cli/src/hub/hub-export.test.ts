import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { encodeSafetensors, readSafetensorsArrays } from "@transonnx/checkpoint";
import { gitHash, HubServer, sha256, TOKEN } from "../../../hub/test/hub-server.ts";
import { buildCommandLine, commandLine, type Finished, tinyBert, workFolder } from "../../test/command-line.ts";
import { mainExport } from "../export/main-export.ts";
import { validateExport } from "../validation/validate-export.ts";

const work = workFolder();
const at = (...parts: string[]) => path.join(work.path, ...parts);
const files = Object.fromEntries(readdirSync(tinyBert).map((file) => [file, readFileSync(path.join(tinyBert, file))]));
let server: HubServer;
let runs = 0;
let cacheDir: string;
const repo = "org/tiny-bert";

/** The files of a folder. */
const contents = (folder: string): Record<string, Buffer> =>
  Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((file) => [file, readFileSync(path.join(folder, file))]),
  );

async function shards(): Promise<Record<string, Uint8Array | string>> {
  const { "model.safetensors": whole, ...others } = files;
  const arrays = [...(await readSafetensorsArrays(whole!))];
  const half = Math.floor(arrays.length / 2);
  const halves = { "model-1.safetensors": arrays.slice(0, half), "model-2.safetensors": arrays.slice(half) };
  const weight_map = Object.fromEntries(
    Object.entries(halves).flatMap(([file, tensors]) => tensors.map(([name]) => [name, file])),
  );
  const encoded = Object.entries(halves).map(([file, tensors]) => [file, encodeSafetensors(tensors)]);
  return { ...others, ...Object.fromEntries(encoded), "model.safetensors.index.json": JSON.stringify({ weight_map }) };
}

beforeAll(async () => {
  server = await HubServer.start({
    [repo]: {
      files: {
        ...files,
        "README.md": "# A model",
        "pytorch_model.bin": "the same in another format",
        "tf_model.h5": "and in another",
        "onnx/model.onnx": "and exported",
      },
    },
    "org/sharded": { files: await shards() },
    "org/deep": {
      files: Object.fromEntries(Object.entries(files).map(([file, bytes]) => [`models/bert/${file}`, bytes])),
    },
    "org/private": { files, access: "private" },
  });
  await Promise.all([buildCommandLine(), mainExport(tinyBert, at("expected"), { doValidation: false })]);
});
afterAll(async () => {
  await server.stop();
  work.remove();
});
beforeEach(() => {
  server.reset();
  cacheDir = at(`cache-${++runs}`);
});

const exported = (options: object, name = repo) =>
  mainExport(name, at(`output-${runs}`), {
    ...{ endpoint: server.endpoint, cacheDir, localFilesOnly: false, doValidation: false, ...options },
  });

describe("an export of a model of the Hub is that of its folder, byte for byte", () => {
  test.each([
    ["downloaded", {}, repo],
    ["streamed", { stream: true }, repo],
    ["downloaded, in shards", {}, "org/sharded"],
    ["streamed, in shards", { stream: true }, "org/sharded"],
    ["in a folder of the repository", { subfolder: "models/bert" }, "org/deep"],
  ])("%s", async (_, options, name) => {
    await exported(options, name);
    expect(contents(at(`output-${runs}`))).toEqual(contents(at("expected")));
  });

  test.each([
    ["downloaded", {}],
    ["streamed", { stream: true }],
  ])("%s, over a connection that is cut", async (_, options) => {
    server.fail(/^cdn/, { cutAfter: 20_000 });
    server.fail(/^cdn/, { endAfter: 1000 });
    server.fail(/tree/, { status: 503 });
    await exported(options);
    expect(contents(at(`output-${runs}`))).toEqual(contents(at("expected")));
    expect(server.requests.filter(({ host }) => host === "cdn").length).toBeGreaterThan(2);
  });

  test("and is validated, and validated again", async () => {
    const { validation } = await exported({ doValidation: true, stream: true });
    expect(validation).toMatchObject([{ report: { passed: true, complete: true } }]);
    const again = await validateExport(repo, at(`output-${runs}`), { endpoint: server.endpoint, cacheDir });
    expect(again.validation).toMatchObject([{ report: { passed: true, complete: true } }]);
  });
});

test("a download fetches what the export reads, and no more", async () => {
  await exported({});
  const blobs = Object.entries(files).map(([file, bytes]) =>
    file.endsWith(".safetensors") ? sha256(bytes) : gitHash(bytes),
  );
  expect(readdirSync(path.join(cacheDir, "models--org--tiny-bert/blobs")).sort()).toEqual(blobs.sort());
});

test("a stream stores nothing but the output", async () => {
  const before = readdirSync(work.path);
  await exported({ stream: true });
  expect(readdirSync(work.path).filter((file) => !before.includes(file))).toEqual([`output-${runs}`]);
});

test("what is in the cache is exported without the network", async () => {
  const offline = { localFilesOnly: true, endpoint: "http://127.0.0.1:1" };
  await expect(exported(offline)).rejects.toMatchObject({ name: "HubError", kind: "offline" });
  await exported({});
  await exported({ ...offline, force: true });
  expect(contents(at(`output-${runs}`))).toEqual(contents(at("expected")));
});

test("linked weights are those of the cache", async () => {
  const { files: written } = await exported({ weights: "link" });
  expect(written.find(({ kind }) => kind === "link")).toMatchObject({ file: "model.safetensors" });
});

test("a model that is not supported ends the export before its weights are fetched", async () => {
  server.repositories["org/other"] = { files: { ...files, "config.json": '{"model_type": "mystery"}' } };
  await expect(exported({}, "org/other")).rejects.toMatchObject({ name: "UnknownModelTypeError" });
  expect(server.requests.filter(({ host }) => host === "cdn")).toEqual([]);
});

describe("the command line", () => {
  let child: ChildProcess;

  /** Runs it beside the server, which is of this process. */
  function transonnx(args: readonly string[], environment: NodeJS.ProcessEnv = {}, cwd = work.path): Promise<Finished> {
    const { HF_TOKEN: _token, HF_HUB_OFFLINE: _offline, TRANSFORMERS_OFFLINE: _too, ...inherited } = process.env;
    const env = {
      ...{ ...inherited, NODE_OPTIONS: "", NO_COLOR: "1", HF_ENDPOINT: server.endpoint, HF_HOME: at("home") },
      ...{ HF_HUB_CACHE: cacheDir, ...environment },
    };
    child = spawn(process.execPath, [commandLine, ...args], { env, cwd });
    const output = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const)
      child[stream]!.setEncoding("utf8").on("data", (text: string) => {
        output[stream] += text;
      });
    return new Promise((resolve) => child.on("close", (status) => resolve({ status, ...output })));
  }

  test("exports a model by name, and by the address of its page", async () => {
    for (const name of [repo, `${server.endpoint}/${repo}/tree/main`]) {
      const { status, stdout, stderr } = await transonnx(["export", name, "./by-name", "--no-validate", "--force"]);
      expect([status, stderr]).toEqual([0, expect.stringMatching(/^Writing /)]);
      expect(stdout).toMatch(/^bert, fill-mask, to \.\/by-name/);
      expect(contents(at("by-name"))).toEqual(contents(at("expected")));
    }
  });

  test("plans an export without downloading weights", async () => {
    const { status, stdout } = await transonnx(["plan", repo, "--json"]);
    expect([status, JSON.parse(stdout)]).toMatchObject([0, { ok: true, modelType: "bert", task: "fill-mask" }]);
    expect(existsSync(path.join(cacheDir, "models--org--tiny-bert/blobs"))).toBe(false);
  });

  test("takes a folder of that name first", async () => {
    mkdirSync(at("here/org"), { recursive: true });
    cpSync(tinyBert, at("here", repo), { recursive: true });
    const { status } = await transonnx(["export", repo, "output", "--no-validate", "--quiet"], {}, at("here"));
    expect([status, server.requests]).toEqual([0, []]);
  });

  test.each([
    [
      "a model that does not exist",
      ["org/none"],
      {},
      /^error: org\/none: there is no such folder, and the Hub has no such model, or it is private: /,
    ],
    ["a name alone", ["none"], {}, /^error: none: there is no such folder, and the Hub has no such model/],
    ["a revision that does not exist", [repo, "--revision", "v9"], {}, /the repository has no such revision/],
    ["no Hub", [repo], { HF_ENDPOINT: "http://127.0.0.1:1" }, /127\.0\.0\.1:1 could not be reached, or broke off/],
    ["an empty cache", [repo, "--local-files-only"], {}, /the cache lacks its revision main/],
    [
      "an empty cache, as the environment wants it",
      [repo],
      { HF_HUB_OFFLINE: "1" },
      /the cache lacks its revision main/,
    ],
  ])(
    "ends with exit code 7 for %s",
    async (_, [name, ...flags], environment, message) => {
      const { status, stdout, stderr } = await transonnx(["export", name!, "refused", ...flags], environment);
      expect(stderr).toMatch(message);
      expect(stderr).toMatch(/^error: [^\n]+[.]\n$/);
      expect([status, stdout, existsSync(at("refused"))]).toEqual([7, "", false]);
    },
    60_000,
  );

  test("uses a token, and shows it to nobody", async () => {
    const export_ = ["export", "org/private", "private", "--no-validate", "--force", "--debug"];
    for (const [args, environment] of [
      [[], { HF_TOKEN: TOKEN }],
      [["--token", TOKEN], {}],
    ] as const) {
      const { status, stdout, stderr } = await transonnx([...export_, ...args], environment);
      expect([status, `${stdout}${stderr}`.includes(TOKEN)]).toEqual([0, false]);
    }
    server.fail(/revision/, { status: 401 });
    const refused = await transonnx([...export_, "--json"], { HF_TOKEN: TOKEN });
    expect([refused.status, JSON.parse(refused.stdout)]).toMatchObject([
      7,
      { error: { name: "HubError", kind: "unauthorized" } },
    ]);
    expect(`${refused.stdout}${refused.stderr}`).not.toContain(TOKEN);
  });

  test("leaves nothing when a stream is interrupted", async () => {
    server.fail(/^cdn/, { cutAfter: 20_000 });
    server.fail(/^cdn/, { hangs: true });
    const running = transonnx(["export", repo, "interrupted", "--no-validate", "--stream"]);
    while (server.requests.filter(({ host }) => host === "cdn").length < 2)
      await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill("SIGINT");
    expect(await running).toMatchObject({ status: 130, stderr: expect.stringContaining("interrupted by SIGINT") });
    expect(readdirSync(work.path).filter((file) => file.includes("interrupted"))).toEqual([]);
    expect(existsSync(cacheDir)).toBe(false);
  });

  test("keeps what was downloaded when it is interrupted, and nothing else", async () => {
    server.fail(/^cdn/, { endAfter: 20_000 });
    server.fail(/^cdn/, { hangs: true });
    const running = transonnx(["export", repo, "interrupted", "--no-validate"]);
    const hanging = () => server.requests.filter(({ host }) => host === "cdn").length === 2;
    while (!hanging()) await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill("SIGINT");
    expect(await running).toMatchObject({ status: 130, stderr: expect.stringContaining("interrupted by SIGINT") });
    expect(readdirSync(work.path).filter((file) => file.includes("interrupted"))).toEqual([]);
    const blobs = readdirSync(path.join(cacheDir, "models--org--tiny-bert/blobs"));
    expect(blobs).toContain(`${sha256(files["model.safetensors"]!)}.incomplete`);
    const again = await transonnx(["export", repo, "interrupted", "--no-validate"]);
    expect([again.status, server.requests.at(-1)?.range]).toEqual([0, expect.anything()]);
    expect(server.requests.some(({ host, range }) => host === "cdn" && range?.startsWith("bytes=20000-"))).toBe(true);
    expect(contents(at("interrupted"))).toEqual(contents(at("expected")));
  });
});
