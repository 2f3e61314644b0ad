import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { TargetName } from "@transonnx/exporter";
import { buildCommandLine } from "../../test/command-line.ts";
import { buildLibraries, Project, removeLibraries } from "../../test/plugin-project.ts";
import { mainExport } from "../export/main-export.ts";

const source = path.join(import.meta.dirname, "../../test/attentive-model.mjs");
let project: Project;

beforeAll(async () => {
  await buildCommandLine();
  await buildLibraries();
  project = new Project({ "plugin.mjs": readFileSync(source, "utf8") });
});
afterAll(() => {
  project.remove();
  removeLibraries();
});

/** Each as an export with one copy of the packages writes it, and as one whose plugin has copies of its own. */
test.each<[TargetName, number]>([
  ["onnxruntime", 23],
  ["portable", 18],
  ["portable", 13],
  ["web", 21],
])("a plugin with copies of its own gives the same file: %s, opset %i", async (target, opset) => {
  const { myModel } = await import(source);
  const checkpoint = path.join(project.path, "checkpoint");
  const output = path.join(project.path, `${target}-${opset}`);
  const report = await mainExport(checkpoint, output, { plugins: [myModel], target, opset });
  expect(report.plugins).toMatchObject([{ modelType: "my-model", origin: "option", replaces: [] }]);

  const flags = ["--plugin", "./plugin.mjs", "--target", target, "--opset", `${opset}`, "--no-validate"];
  const { status, stderr } = project.run("export", "checkpoint", "onnx", "--force", "--quiet", ...flags);
  expect([status, stderr]).toEqual([0, ""]);
  const [one, two] = [output, path.join(project.path, "onnx")].map((folder) =>
    readFileSync(path.join(folder, "model.onnx")),
  );
  expect(two!.equals(one!)).toBe(true);
});
