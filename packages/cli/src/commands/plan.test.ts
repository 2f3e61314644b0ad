import { readdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { spoiled } from "../../test/checkpoints.ts";
import { buildCommandLine, tinyBert, transonnx, workFolder } from "../../test/command-line.ts";

const work = workFolder();
const spoilt = path.join(work.path, "checkpoint");

beforeAll(buildCommandLine);
afterAll(() => work.remove());

test("plan tells files, tasks and memory, and writes nothing", () => {
  const { status, stdout, stderr } = transonnx("plan", tinyBert);
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(
    /^bert \(BertForMaskedLM\): 42 tensors, 100 kB, in safetensors files\n {2}model\.safetensors\n/,
  );
  expect(stdout).toMatch(/^ {2}fill-mask +yes$/m);
  expect(stdout).toMatch(/^ {2}question-answering +no: .*"qa_outputs\.weight" is missing/m);
  expect(stdout).toMatch(/^ {2}model\.onnx +114 kB$/m);
  expect(stdout).toMatch(/^121 kB to write, at most \d+(\.\d)? MB of memory$/m);
  expect(readdirSync(work.path)).toEqual([]);
});

test("a plan for a task that the checkpoint lacks says why, and ends as the export would", () => {
  const { status, stdout } = transonnx("plan", tinyBert, "--task", "question-answering");
  expect(status).toBe(3);
  expect(stdout).toMatch(/^No export: .*"qa_outputs\.weight" is missing/m);
});

test("plan --json names the field of the config that is not built", () => {
  spoiled(spoilt, (checkpoint) => checkpoint.config({ is_decoder: true }));
  const { status, stdout, stderr } = transonnx("plan", spoilt, "--json");
  expect([status, stderr]).toEqual([4, ""]);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    command: "plan",
    exitCode: 4,
    modelType: "bert",
    weights: { files: ["model.safetensors"], tensors: 42 },
    tasks: expect.arrayContaining([
      { task: "fill-mask", possible: false, reason: expect.stringContaining("is_decoder") },
    ]),
    problems: [{ error: "ConfigError", field: "is_decoder", allowed: [false], message: expect.any(String) }],
  });
});

test("a plan ends as the export would, also with --quiet, which shows errors alone", () => {
  spoiled(spoilt, (checkpoint) => checkpoint.config({ is_decoder: false, hidden_size: -32 }));
  const { status, stdout, stderr } = transonnx("plan", spoilt, "--quiet");
  expect([status, stdout]).toEqual([3, ""]);
  expect(stderr).toMatch(/^error: .*"hidden_size" is -32: expected a positive integer[^\n]*\n$/);
});

test("a plan of tens of thousands of tensors takes no longer than reading their names", () => {
  spoiled(spoilt, (checkpoint) => {
    checkpoint.config({ is_decoder: false, hidden_size: 32 });
    checkpoint.header((header) => {
      const end = Math.max(...Object.values(header).map(({ data_offsets }) => data_offsets?.[1] ?? 0));
      for (let i = 0; i < 40_000; i++)
        header[`bert.pooler.${i}`] = { dtype: "F32", shape: [0], data_offsets: [end, end] };
    });
  });
  const { status, stdout } = transonnx("plan", spoilt);
  expect(status).toBe(0);
  expect(stdout).toMatch(/left out: bert\.pooler\.0, .*bert\.pooler\.39 and 39960 more$/m);
});
