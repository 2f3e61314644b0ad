import { describe, expect, test } from "@jest/globals";
import * as checkpoint from "@transonnx/checkpoint";
import * as core from "@transonnx/core";
import * as exporter from "@transonnx/exporter";
import * as hub from "@transonnx/hub";
import * as onnx from "@transonnx/onnx";
import * as validator from "@transonnx/validator";
import { ExitCode, exitCodeOf } from "./exit-code.ts";

const packages = { checkpoint, core, exporter, hub, onnx, validator };
const bases = ["TransonnxError"];
const errors = Object.values(packages)
  .flatMap((exported) => Object.keys(exported))
  .filter((name) => name.endsWith("Error") && !name.startsWith("is") && !bases.includes(name));

const named = (name: string, fields: object = {}) => Object.assign(new Error("it failed"), { name, ...fields });

test.each([...new Set(errors)])("%s has an exit code of its own kind", (name) => {
  expect(exitCodeOf(named(name))).not.toBe(ExitCode.unexpected);
});

describe("exitCodeOf", () => {
  test("tells a broken config from one that is not built", () => {
    expect(exitCodeOf(new core.ConfigError({ field: "hidden_size", value: -1, expected: "a positive integer" }))).toBe(
      3,
    );
    expect(exitCodeOf(new core.ConfigError({ field: "is_decoder", value: true, allowed: [false] }))).toBe(4);
  });

  test("takes what the operating system refuses for a matter of the output", () => {
    expect(exitCodeOf(named("Error", { code: "ENOSPC", syscall: "write" }))).toBe(6);
  });

  test("takes anything else for unexpected", () => {
    expect(exitCodeOf(new TypeError("x is undefined"))).toBe(1);
    expect(exitCodeOf("thrown")).toBe(1);
  });
});
