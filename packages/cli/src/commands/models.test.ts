import { beforeAll, expect, test } from "@jest/globals";
import { buildCommandLine, transonnx } from "../../test/command-line.ts";
import { models } from "../generated/models.ts";

beforeAll(buildCommandLine);

test("models lists each model type with its tasks", () => {
  const { status, stdout } = transonnx("models");
  expect(status).toBe(0);
  expect(stdout.trimEnd().split("\n")).toHaveLength(models.length);
  expect(stdout).toMatch(/^bert +feature-extraction, fill-mask, /m);
});

test("models --json names the packages too", () => {
  const { status, stdout } = transonnx("models", "--json");
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: true,
    command: "models",
    models: expect.arrayContaining([
      { modelType: "bert", package: "@transonnx/bert", tasks: expect.arrayContaining(["fill-mask"]) },
    ]),
  });
});
