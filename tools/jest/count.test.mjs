import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { root } from "../root.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "transonnx-count-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a results file, and returns its path. */
function results(name, numPassedTests, numFailedTests, numRuntimeErrorTestSuites = 0) {
  const file = path.join(folder, name);
  writeFileSync(file, JSON.stringify({ numPassedTests, numFailedTests, numRuntimeErrorTestSuites }));
  return file;
}

const empty = path.join(folder, "empty");
writeFileSync(empty, "");

test.each([
  ["tests of all runs are added up", [0, results("a", 5, 0), 0, results("b", 7, 0), 0], "12 passed, 0 failed", 0],
  ["a failed test fails", [0, results("c", 5, 0), 0, results("d", 6, 1), 1], "11 passed, 1 failed", 1],
  ["a step that failed is a failure", [2, results("e", 5, 0), 0], "5 passed, 2 failed", 1],
  ["a suite that did not start is a failure", [0, results("f", 5, 0, 1), 1], "5 passed, 1 failed", 1],
  ["a run that ended badly is a failure", [0, results("g", 5, 0), 0, results("h", 5, 0), 1], "10 passed, 1 failed", 1],
  ["a run without a test is a failure", [0, results("i", 5, 0), 0, results("j", 0, 0), 0], "5 passed, 1 failed", 1],
  ["a run that wrote no results is a failure", [0, results("k", 5, 0), 0, empty, 0], "5 passed, 1 failed", 1],
])("%s", (_what, args, line, status) => {
  const counted = spawnSync(process.execPath, [path.join(root, "tools/jest/count.mjs"), ...args.map(String)]);
  expect([counted.stdout.toString().trim(), counted.status]).toEqual([line, status]);
});
