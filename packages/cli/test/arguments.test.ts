import { beforeAll, describe, expect, test } from "@jest/globals";
import { VERSION } from "../src/version.ts";
import { buildCommandLine, tinyBert, transonnx } from "./command-line.ts";

beforeAll(buildCommandLine);

test("--version prints the version", () => {
  expect(transonnx("--version")).toEqual({ status: 0, stdout: `${VERSION}\n`, stderr: "" });
});

test.each([[["--help"]], [["export", "--help"]]])("%s reads well", (args) => {
  const { status, stdout, stderr } = transonnx(...args);
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toMatchSnapshot();
});

describe("wrong arguments end with exit code 2 and one sentence", () => {
  test.each([
    [["export", tinyBert], /^error: the output folder is missing\. Name it after the checkpoint: /],
    [["export"], /^error: the checkpoint is missing\. /],
    [["export", tinyBert, "out", "--model", tinyBert], /^error: the checkpoint is named twice\. /],
    [["export", tinyBert, "out", "--tsk", "x"], /^error: unknown option '--tsk'\. The nearest there is: --task\.\n$/],
    [["exprot", tinyBert], /^error: unknown command 'exprot'\. The nearest there is: export\.\n$/],
    [["export", tinyBert, "out", "--opset", "high"], /--opset <n>.* 'high' is invalid\. Expected a positive integer\./],
    [["export", tinyBert, "out", "--target", "tpu"], /Allowed choices are onnxruntime, portable, web\./],
    [["export", tinyBert, "out", "--task", "fill-mask", "--feature", "default"], /the task is named twice/],
    [["export", tinyBert, "out", "more"], /too many arguments/],
  ])("%j", (args, message) => {
    const { status, stdout, stderr } = transonnx(...args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});

test.each([
  [["--optimize", "O2"], /^error: the flag --optimize is not built\. Leave it out: /],
  [["--no-dynamic-axes"], /^error: the flag --no-dynamic-axes is not built\. Leave it out: /],
  [["--device", "cuda"], /^error: the flag --device is not built\. /],
])("a flag of optimum-cli that is not built is refused by name: %j", (flags, message) => {
  const { status, stderr } = transonnx("export", tinyBert, "out", ...flags);
  expect(status).toBe(2);
  expect(stderr).toMatch(message);
});

test("with --json, wrong arguments are a JSON object as well", () => {
  const { status, stdout, stderr } = transonnx("export", "--json");
  expect([status, stderr]).toEqual([2, ""]);
  expect(JSON.parse(stdout)).toEqual({
    ok: false,
    command: "export",
    exitCode: 2,
    error: {
      name: "UsageError",
      advice: expect.any(String),
      message: expect.stringMatching(/^the checkpoint is missing/),
    },
  });
});
