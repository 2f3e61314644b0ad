import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { root } from "../root.mjs";
import { tiers } from "./tiers.mjs";

/** A package of each tier, and what it may import besides its own files and the packages that its tier names. */
const samples = {
  graph: ["packages/graph", []],
  core: ["packages/core", []],
  modality: ["packages/modalities/text", []],
  "joint modality": ["packages/modalities/multimodal", []],
  model: ["packages/models/roberta", []],
  checkpoint: ["packages/checkpoint", []],
  hub: ["packages/hub", []],
  onnx: ["packages/onnx", []],
  exporter: ["packages/exporter", []],
  validator: ["packages/validator", ["node:fs", "onnxruntime-node"]],
  testing: ["packages/testing", ["node:fs"]],
  cli: ["packages/cli", ["node:fs"]],
  create: ["packages/create-transonnx-model", ["node:fs"]],
  web: ["packages/web", []],
};

const probes = [
  "node:fs",
  "onnxruntime-node",
  "protobufjs/minimal.js",
  "../../core/src/errors.ts",
  "@transonnx/bert",
  "@transonnx/checkpoint/node",
  ...["checkpoint", "core", "exporter", "graph", "multimodal", "onnx", "text", "validator", "vision"].map(
    (name) => `@transonnx/${name}`,
  ),
];

let workspace;
let refused;

beforeAll(() => {
  workspace = mkdtempSync(path.join(tmpdir(), "transonnx-boundaries-"));
  cpSync(path.join(root, "biome.json"), path.join(workspace, "biome.json"));
  for (const [folder] of Object.values(samples)) {
    mkdirSync(path.join(workspace, folder, "src"), { recursive: true });
    cpSync(path.join(root, folder, "package.json"), path.join(workspace, folder, "package.json"));
    writeFileSync(
      path.join(workspace, folder, "src/probe.ts"),
      probes.map((probe, i) => `export { a${i} } from "${probe}";\n`).join(""),
    );
  }
  const { stdout } = spawnSync(
    process.execPath,
    [
      path.join(root, "node_modules/@biomejs/biome/bin/biome"),
      ...["lint", "--vcs-enabled=false", "--reporter=json", "--max-diagnostics=none", "."],
    ],
    { cwd: workspace, encoding: "utf8" },
  );
  refused = JSON.parse(stdout)
    .diagnostics.filter(({ category }) => /noRestrictedImports|noNodejsModules|noUndeclaredDependencies/.test(category))
    .map(({ location }) => `${location.path} ${probes[location.start.line - 1]}`);
});

afterAll(() => rmSync(workspace, { recursive: true, force: true }));

test.each(tiers)("lint lets $name import its tier's packages only", ({ name, mayDependOn }) => {
  const [folder, others] = samples[name];
  const packageOf = (probe) => probe.match(/^@transonnx\/[^/]+/)?.[0].slice("@transonnx/".length);
  const isAllowed = (probe) =>
    others.includes(probe) || (mayDependOn ? mayDependOn.includes(packageOf(probe)) : packageOf(probe) !== undefined);
  const accepted = probes.filter((probe) => !refused.includes(`${folder}/src/probe.ts ${probe}`));
  expect(accepted.filter((probe) => !isAllowed(probe))).toEqual([]);
});
