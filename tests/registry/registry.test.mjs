import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readManifest } from "../../tools/build/entries.mjs";
import { packageFolders } from "../../tools/packages.mjs";
import { root } from "../../tools/root.mjs";
import { sameExport } from "./exports.mjs";
import { emptyProject, run } from "./project.mjs";
import { releaseCopy } from "./publish.mjs";
import { startRegistry } from "./registry.mjs";
import { sizeTable, totalSize } from "./size-table.mjs";

/** What an installation of an exporter and one model may take, without an ONNX Runtime, in bytes. */
const INSTALLED_SIZE = 6_000_000;

const manifests = packageFolders().map((folder) => readManifest(path.join(root, folder)));
const tinyBert = path.join(root, "fixtures/tiny-bert");
const work = mkdtempSync(path.join(tmpdir(), "transonnx-registry-"));
const home = path.join(work, "home");

let registry;
let release;
let here;

beforeAll(async () => {
  registry = await startRegistry(path.join(work, "registry"));
  release = await releaseCopy(path.join(work, "workspace"), { home, registry });
  here = path.join(work, "here");
  const bin = path.join(root, "packages/cli/dist/bin.js");
  await run(process.execPath, [bin, "export", tinyBert, here, "--no-validate", "--quiet"], { cwd: work });
});

afterAll(async () => {
  await registry?.stop();
  rmSync(work, { recursive: true, force: true });
});

const project = (name, files) => emptyProject(path.join(work, name), { home, registry, files });
const lockOf = ({ path: at }) => JSON.parse(readFileSync(at("package-lock.json"), "utf8")).packages;
const installed = (lock) =>
  Object.keys(lock)
    .flatMap((place) => place.split(/(?:^|\/)node_modules\//).slice(-1))
    .filter(Boolean);

/** A package of ours and all that it depends on, of ours and of others. */
function closure(...names) {
  const found = new Set(names);
  for (const name of found)
    for (const dependency of Object.keys(manifests.find((each) => each.name === name)?.dependencies ?? {}))
      found.add(dependency);
  return [...found].sort();
}

describe("a release", () => {
  test("gives every package its version and their neighbours that of theirs", () => {
    for (const folder of packageFolders()) {
      const { name, version, dependencies = {} } = readManifest(release.path(folder));
      const ours = Object.keys(dependencies).filter((each) => manifests.some((other) => other.name === each));
      expect([name, version, ...ours.map((each) => dependencies[each])]).toEqual([
        name,
        ...Array(ours.length + 1).fill(release.version),
      ]);
    }
  });

  test("is one commit and one tag, which leave nothing behind", async () => {
    expect(await release.git("log", "--format=%s", `v${release.version}`)).toBe(
      `release: ${release.version}\nthe workspace as it is`,
    );
    expect(await release.git("status", "--porcelain")).toBe("");
    expect(readFileSync(release.path("CHANGELOG.md"), "utf8")).toMatch(
      new RegExp(`## Unreleased\n\n## ${release.version.replaceAll(".", "\\.")} \\(\\d{4}-\\d\\d-\\d\\d\\)\n\n\\S`),
    );
  });

  test("is published whole, and once", async () => {
    const names = [...release.published.matchAll(/^\+ (.+)@[^@]+$/gm)].map(([, name]) => name);
    expect(names.sort()).toEqual(manifests.map(({ name }) => name).sort());
    const { stdout } = await release.node("tools/publish.mjs");
    expect(stdout.trim().split("\n")).toEqual(packageFolders().map((folder) => `${folder} is in the registry already`));
  });
});

describe("an empty project that installs @transonnx/bert and @transonnx/exporter", () => {
  let empty;
  let lock;

  beforeAll(async () => {
    empty = project("two", {
      "package.json": JSON.stringify({ name: "two", private: true }),
      "export.mjs": readFileSync(path.join(root, "tests/registry/scripts/export.mjs")),
      "export.cjs": readFileSync(path.join(root, "tests/registry/scripts/export.cjs")),
    });
    await empty.run("npm", ["install", "@transonnx/bert", "@transonnx/exporter"]);
    lock = lockOf(empty);
  });

  test("gets what these two need: no other model, no ONNX Runtime", () => {
    expect(installed(lock).sort()).toEqual(closure("@transonnx/bert", "@transonnx/exporter"));
    expect(readdirSync(empty.path("node_modules/@transonnx")).sort()).toEqual(
      closure("@transonnx/bert", "@transonnx/exporter")
        .filter((name) => name.startsWith("@transonnx/"))
        .map((name) => name.slice("@transonnx/".length)),
    );
  });

  test("runs no install script", () => {
    expect(Object.keys(lock).filter((place) => lock[place].hasInstallScript)).toEqual([]);
  });

  test("takes little space", () => {
    process.stdout.write(`\n${sizeTable(empty.path("node_modules"))}\n`);
    expect(totalSize(empty.path("node_modules"))).toBeLessThanOrEqual(INSTALLED_SIZE);
  });

  test.each(["export.mjs", "export.cjs"])("exports with %s what the workspace exports", async (script) => {
    const output = empty.path(`${script}-output`);
    await empty.run(process.execPath, [script, tinyBert, output]);
    expect(sameExport(output, here, release.version)).toEqual([]);
  });

  test.each([
    ["node16", "5.9", "consumer.mts"],
    ["node16", "5.9", "consumer.cts"],
    ["bundler", "5.9", "consumer.mts"],
    ["node16", "7", "consumer.mts"],
    ["node16", "7", "consumer.cts"],
    ["bundler", "7", "consumer.mts"],
  ])("is typed for moduleResolution %s of TypeScript %s: %s", async (moduleResolution, version, file) => {
    const tsc = path.join(root, version === "7" ? "" : "tools", "node_modules/typescript/bin/tsc");
    const consumer = project("two", {
      [file]: readFileSync(path.join(root, "tests/registry/scripts", file)),
      "tsconfig.json": JSON.stringify({
        compilerOptions: {
          ...{ strict: true, noEmit: true, skipLibCheck: false, target: "es2022", lib: ["es2023", "dom"], types: [] },
          ...{ moduleResolution, module: moduleResolution === "bundler" ? "esnext" : "node16" },
        },
        files: [file],
      }),
    });
    const { stdout } = await consumer.run(process.execPath, [tsc, "--version"]);
    expect(stdout).toContain(`Version ${version}`);
    await consumer.run(process.execPath, [tsc, "-p", "tsconfig.json"]);
  });
});

describe("an empty project that installs transonnx", () => {
  let cli;

  beforeAll(async () => {
    cli = project("cli", { "package.json": JSON.stringify({ name: "cli", private: true }) });
    await cli.run("npm", ["install", "transonnx"]);
  });

  test("runs no install script", () => {
    const lock = lockOf(cli);
    expect(Object.keys(lock).filter((place) => lock[place].hasInstallScript)).toEqual([]);
    expect(installed(lock)).toEqual(expect.arrayContaining(closure("transonnx")));
    expect(installed(lock).filter((name) => name.startsWith("onnxruntime"))).toEqual([]);
  });

  test("has the command", async () => {
    expect((await cli.run("npx", ["transonnx", "--version"])).stdout.trim()).toBe(release.version);
    expect((await cli.run("npx", ["transonnx", "models"])).stdout).toMatch(/^bert\b/m);
  });

  test("exports without ONNX Runtime when it is told to, and says what to install when it is not", async () => {
    await cli.run("npx", ["transonnx", "export", tinyBert, "plain", "--no-validate"]);
    expect(sameExport(cli.path("plain"), here, release.version)).toEqual([]);
    const refused = await cli.run("npx", ["transonnx", "export", tinyBert, "checked"], { expectSuccess: false });
    expect([refused.status, refused.stderr]).toEqual([5, expect.stringMatching(/onnxruntime-node/)]);
    expect(existsSync(cli.path("checked"))).toBe(false);
  });

  test("validates with onnxruntime-node, whose install script need not run", async () => {
    await cli.run("npm", ["install", "onnxruntime-node"], { env: { ONNXRUNTIME_NODE_INSTALL: "skip" } });
    const { stdout } = await cli.run("npx", ["transonnx", "export", tinyBert, "checked", "--json"]);
    const [{ report }] = JSON.parse(stdout).validation;
    expect(report).toMatchObject({ passed: true, complete: true });
    expect(sameExport(cli.path("checked"), here, release.version)).toEqual([]);
  });
});
