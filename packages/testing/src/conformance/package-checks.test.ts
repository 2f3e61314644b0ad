import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { golden, toy, tried } from "../../test/toy-model.ts";

describe("the package", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "transonnx-conformance-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const manifest = {
    name: "toy-package",
    type: "module",
    sideEffects: false,
    keywords: ["transonnx-model"],
    exports: { ".": { types: "./index.d.ts", default: "./index.js" } },
    transonnx: { modelTypes: ["toy"], contract: 1 },
  };
  const packaged = async (code: string, changed: object = {}) => {
    writeFileSync(path.join(folder, "index.js"), code);
    writeFileSync(path.join(folder, "package.json"), JSON.stringify({ ...manifest, ...changed }));
    const { rows } = await tried(toy(), { goldens: [golden], package: folder });
    return rows.flatMap(({ error }) => (error ? [error.message] : [])).join("\n");
  };

  test("that only exports passes", async () => {
    expect(await packaged("export const toy = 1;")).toBe("");
  });

  test.each([
    ["sets a global", "globalThis.toys = [];", "found globalThis.toys"],
    ["extends a prototype", "Array.prototype.toys = 1;", "found Array.prototype.toys"],
    ["listens", 'process.on("exit", () => {});', "listeners of process's exit"],
    ["prints", 'console.log("hello");', 'the output "hello"'],
    ["throws", 'throw new Error("no toys");', "no toys"],
  ])("that %s when it is imported does not", async (_, code, message) => {
    expect(await packaged(code)).toContain(message);
  });

  test.each([
    ["sideEffects", { sideEffects: undefined }, '"sideEffects": false'],
    ["keywords", { keywords: ["onnx"] }, 'the keyword "transonnx-model"'],
    ["transonnx", { transonnx: { modelTypes: ["other"], contract: 1 } }, '"modelTypes": ["toy"]'],
    ["contract", { transonnx: { modelTypes: ["toy"] } }, '"contract": 1'],
    ["exports", { exports: {} }, "the package has no entry"],
  ])("without its %s does not", async (_, changed, message) => {
    expect(await packaged("export const toy = 1;", changed)).toContain(message);
  });
});
