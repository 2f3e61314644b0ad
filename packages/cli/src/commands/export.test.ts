import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  buildCommandLine,
  commandLine,
  tinyBert,
  transonnx,
  transonnxWithout,
  workFolder,
} from "../../test/command-line.ts";

const work = workFolder();
const place = (name: string) => path.join(work.path, name);

beforeAll(buildCommandLine);
afterAll(() => work.remove());

const sideFiles = ["config.json", "special_tokens_map.json", "tokenizer.json", "tokenizer_config.json", "vocab.txt"];

describe("export", () => {
  test("writes the model and the files beside it, validates, and says what it did", () => {
    const { status, stdout, stderr } = transonnx("export", tinyBert, place("said"));
    expect(status).toBe(0);
    expect(readdirSync(place("said")).sort()).toEqual([...sideFiles, "model.onnx"].sort());
    expect(readdirSync(work.path)).toEqual(["said"]);
    expect(stdout).toMatch(/^bert, fill-mask, to .*said\n {2}model\.onnx +114 kB\n/);
    expect(stdout).toMatch(/^ {2}out {2}logits +float32\[batch_size, sequence_length, 140\]$/m);
    expect(stdout).toMatch(/^model: compared with the checkpoint in onnxruntime-node [\d.]+: \d cases, largest diff/m);
    expect(stderr).toMatch(/^Writing 114 kB\nValidating 1\/\d: batch_size 2, sequence_length /);
  });

  test("gives one JSON object with --json, and nothing else", () => {
    const { status, stdout, stderr } = transonnx("export", tinyBert, place("json"), "--json", "--batch-size", "3");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    const { validation, ...report } = JSON.parse(stdout);
    expect(report).toMatchObject({
      ok: true,
      command: "export",
      output: place("json"),
      modelType: "bert",
      task: "fill-mask",
      architecture: "BertForMaskedLM",
      checkpointFormat: "safetensors",
      parts: [{ name: "model", file: "model.onnx", opset: 23, weights: "embed" }],
      files: expect.arrayContaining([
        { file: "model.onnx", bytes: expect.any(Number), kind: "model" },
        { file: "vocab.txt", bytes: expect.any(Number), kind: "side" },
      ]),
      casts: [],
      unread: [],
      notes: [],
    });
    expect(validation).toMatchObject([{ part: "model", report: { passed: true, complete: true, atol: 1e-5 } }]);
    expect(validation[0].report.cases[0].shapes.input_ids[0]).toBe(3);
  });

  test("says nothing with --quiet, and takes optimum's spelling", () => {
    const flags = ["--task", "masked-lm", "--opset", "17", "--device", "cpu", "--monolith", "--no-post-process"];
    const silent = { status: 0, stdout: "", stderr: "" };
    expect(transonnx("export", "--model", tinyBert, place("quiet"), "--quiet", "--no-validate", ...flags)).toEqual(
      silent,
    );
    expect(transonnx("inspect", path.join(place("quiet"), "model.onnx")).stdout).toMatch(/^IR 8, opset ai\.onnx 17, /);
  });

  test("does not replace files without --force", () => {
    mkdirSync(place("forced"));
    writeFileSync(path.join(place("forced"), "mine.txt"), "mine");
    expect(transonnx("export", tinyBert, place("forced"), "--no-validate").status).toBe(6);
    expect(transonnx("export", tinyBert, place("forced"), "--no-validate", "--force").status).toBe(0);
    expect(readdirSync(place("forced")).sort()).toEqual([...sideFiles, "mine.txt", "model.onnx"].sort());
  });

  test.each([
    ["external", ["model.onnx", "model.onnx_data"]],
    ["link", ["model.onnx", "model.safetensors"]],
  ])("writes %s weights, and validates them", (weights, files) => {
    const { status, stdout } = transonnx("export", tinyBert, place(weights), "--weights", weights);
    expect([status, stdout.match(/compared with/g)]).toEqual([0, ["compared with"]]);
    expect(readdirSync(place(weights)).filter((name) => name.startsWith("model."))).toEqual(files);
  });
});

describe("a validation that fails", () => {
  test("leaves no output, and says what differs", () => {
    const { status, stderr } = transonnx("export", tinyBert, place("wrong"), "--atol", "1e-30", "--strict", "--quiet");
    expect(status).toBe(5);
    expect(stderr).toMatch(/^error: .*logits: .*\n$/);
    expect(existsSync(place("wrong"))).toBe(false);
  });
});

test("an export that cannot be validated is not begun, and one that need not be is made", () => {
  const { status, stderr } = transonnxWithout("onnxruntime-", "export", tinyBert, place("unproven"));
  expect(status).toBe(5);
  expect(stderr).toMatch(/^error: .*onnxruntime-node.*npm install onnxruntime-node.*--no-validate[^\n]*\n$/);
  expect(existsSync(place("unproven"))).toBe(false);
  expect(transonnxWithout("onnxruntime-", "export", tinyBert, place("unproven"), "--no-validate").status).toBe(0);
});

describe("validate", () => {
  test("compares an export with its checkpoint, for the task that it was exported for", () => {
    transonnx("export", tinyBert, place("features"), "--task", "feature-extraction", "--no-validate");
    const { status, stdout } = transonnx("validate", tinyBert, place("features"), "--quiet", "--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      command: "validate",
      task: "feature-extraction",
      validation: [{ report: { passed: true } }],
    });
  });

  test("finds a file that was changed", () => {
    transonnx("export", tinyBert, place("changed"), "--no-validate");
    const file = path.join(place("changed"), "model.onnx");
    const bytes = readFileSync(file);
    bytes[60_000]! ^= 0x40;
    writeFileSync(file, bytes);
    const { status, stderr } = transonnx("validate", tinyBert, file, "--quiet");
    expect(status).toBe(5);
    expect(stderr).toMatch(/^error: .*\n$/);
  });

  test("says that a file is missing", () => {
    const { status, stderr } = transonnx("validate", tinyBert, place("nowhere"));
    expect(status).toBe(3);
    expect(stderr).toMatch(/model\.onnx: expected a file that can be read, found no such file\.\n$/);
  });
});

describe("inspect", () => {
  const file = place("inspected/model.onnx");
  beforeAll(() => void transonnx("export", tinyBert, place("inspected"), "--no-validate"));

  test("--json gives what there is", () => {
    const { inputs, operators, metadata } = JSON.parse(transonnx("inspect", file, "--json").stdout);
    expect(inputs.map(({ name }: { name: string }) => name)).toEqual(["input_ids", "attention_mask", "token_type_ids"]);
    expect(operators).toContainEqual({ domain: "", opType: "Attention", count: 2 });
    expect(metadata).toMatchObject({ model_type: "bert", task: "fill-mask" });
  });

  test("--graph prints every node", () => {
    expect(transonnx("inspect", file, "--graph").stdout).toMatch(/ = Attention\(.* {2}# bert\.encoder\.layer\.0\./);
  });

  test("refuses what is no ONNX file", () => {
    const { status, stderr } = transonnx("inspect", path.join(tinyBert, "tokenizer.json"));
    expect(status).toBe(3);
    expect(stderr).toMatch(/^error: .*tokenizer\.json.*\n$/);
  });
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s discards what was written", async (signal, code) => {
  const folder = place(`interrupted-${signal}`);
  mkdirSync(folder);
  cpSync(tinyBert, path.join(folder, "checkpoint"), { recursive: true });
  const large = ["--batch_size", "32", "--sequence_length", "64"];
  const running = spawn(process.execPath, [commandLine, "export", "checkpoint", "output", ...large], { cwd: folder });
  let said = "";
  running.stderr.on("data", (text) => {
    said += text;
    if (said.includes("Validating 1/") && !running.killed) running.kill(signal);
  });
  expect(await once(running, "close")).toEqual([code, null]);
  expect(said).toMatch(new RegExp(`error: interrupted by ${signal}: nothing was written\\.\\n$`));
  expect(readdirSync(folder)).toEqual(["checkpoint"]);
});
