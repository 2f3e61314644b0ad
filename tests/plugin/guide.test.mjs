import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { root } from "../../tools/root.mjs";
import { emptyProject } from "../registry/project.mjs";
import { startRegistry } from "../registry/registry.mjs";
import { readGuide } from "./guide.mjs";
import { publishAll } from "./publish-all.mjs";
import { readerOf } from "./reader.mjs";

const work = mkdtempSync(path.join(tmpdir(), "transonnx-plugin-"));
const guide = readGuide();
let registry;
let reader;

beforeAll(async () => {
  registry = await startRegistry(path.join(work, "registry"));
  const project = emptyProject(path.join(work, "project"), { home: path.join(work, "home"), registry, files: {} });
  await publishAll(project);
  reader = readerOf(project);
});

afterAll(async () => {
  await registry?.stop();
  rmSync(work, { recursive: true, force: true });
});

const kept = (file) => readFileSync(fileURLToPath(new URL(`goldens/${file}`, import.meta.url)), "utf8");

test("the guide's goldens were made by the guide's script", () => {
  const { code } = guide.flatMap(({ steps }) => steps).find(({ file }) => file === "goldens/oracle.py");
  const written = readFileSync(
    path.join(root, "packages/create-transonnx-model/template/common/golden_file.py"),
    "utf8",
  );
  expect(kept("oracle.py")).toBe(code);
  expect(kept("golden_file.py")).toBe(written);
});

/** What a section leaves, besides that every command of it succeeds. */
const outcomes = {
  "1. A package": ({ at, output }) => {
    expect(output).toContain("# fail 0");
    expect(existsSync(at("onnx/model.onnx"))).toBe(true);
  },
  "6. Whether it holds": ({ output }) => {
    expect(output).toContain("# fail 0");
    expect(output).toMatch(/star-net: all \d+ checks hold/);
    expect(output).toContain("✓ operators of its own");
  },
  "8. As its users have it": ({ at, output }) => {
    expect(output).toContain("star-net");
    expect(existsSync(at("onnx/model.onnx"))).toBe(true);
    expect(existsSync(at("onnx-of-folder/model.onnx"))).toBe(true);
  },
  "9. Publishing": ({ output }) => {
    expect(output).toContain("# fail 0");
    expect(output).toContain("+ transonnx-star-net@0.1.0");
  },
};

test.each(guide.map(({ title, steps }) => [title, steps]))("docs/writing-a-model.md, %s", async (title, steps) => {
  let output = "";
  for (const step of steps) output += await reader.follow(step);
  outcomes[title]?.({ at: reader.path, output });
});

test("every section whose outcome is checked is there", () => {
  const titles = guide.map(({ title }) => title);
  expect(Object.keys(outcomes).filter((title) => !titles.includes(title))).toEqual([]);
});
