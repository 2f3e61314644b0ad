import { describe, expect, test } from "@jest/globals";
import { dependsOn, type Files, installed, pluginProjects, toyModel } from "../../test/plugin-project.ts";

const project = pluginProjects();

/** What an export says: its exit code, and the lines about plugins. */
function exported(files: Files, ...flags: readonly string[]): string {
  const made = project(files);
  const { status, said } = made.export(...flags);
  const lines = said.split("\n").filter((line) => /plugin|^error/.test(line));
  return `${status}: ${lines.join("\n")}`;
}

describe("a plugin for a model type of transonnx", () => {
  const bert = {
    ...installed("transonnx-bert", {
      manifest: { transonnx: { modelTypes: ["bert"], contract: 1 } },
      source: toyModel({ modelType: "bert" }),
    }),
    "checkpoint/config.json": { model_type: "bert", architectures: ["MyModel"] },
  };
  const both = { ...dependsOn("transonnx-bert"), ...bert };

  test("is a conflict", () =>
    expect(exported(both)).toMatchInlineSnapshot(
      `"8: error: transonnx-bert 1.2.0 (node_modules/transonnx-bert): the model type bert is that of @transonnx/bert, and of the plugin transonnx-bert. Leave installed plugins out by --no-discovery to use that of @transonnx/bert, or let it take its place by --prefer-plugin (preferPlugin: true)."`,
    ));

  test("is a conflict also where it is named", () =>
    expect(exported(bert, "--plugin", "transonnx-bert")).toMatchInlineSnapshot(
      `"8: error: transonnx-bert 1.2.0 (node_modules/transonnx-bert): the model type bert is that of @transonnx/bert, and of the plugin transonnx-bert. Leave the plugin out to use that of @transonnx/bert, or let it take its place by --prefer-plugin (preferPlugin: true)."`,
    ));

  test("takes its place with --prefer-plugin, and that is said", () =>
    expect(exported(both, "--prefer-plugin")).toMatchInlineSnapshot(
      `"0: The model type bert is that of the plugin transonnx-bert 1.2.0 (node_modules/transonnx-bert), instead of @transonnx/bert."`,
    ));

  test("takes its place where the configuration file says so", () =>
    expect(exported({ ...both, "transonnx.config.json": { preferPlugin: true } })).toMatch(
      /^0: .*instead of @transonnx\/bert\.$/,
    ));

  test("is told by models, and does not hinder others", () => {
    const made = project({ ...both, "checkpoint/config.json": { model_type: "gpt-3" } });
    expect(made.export().status).toBe(4);
    const { status, stdout, stderr } = made.run("models");
    expect([status, stderr]).toEqual([
      8,
      expect.stringMatching(/^error: .*the model type bert is that of @transonnx\/bert/),
    ]);
    expect(stdout).toMatch(/^bert +feature-extraction/m);
    const preferred = made.run("models", "--prefer-plugin");
    expect(preferred.stdout).toMatch(/^bert +plugin transonnx-bert .*, installed, instead of @transonnx\/bert$/m);
    expect(preferred.stdout).not.toMatch(/^bert +feature-extraction/m);
  });
});

describe("two plugins for one model type", () => {
  const two = { ...installed("transonnx-one"), ...installed("transonnx-two") };

  test("are a conflict where both are merely installed", () =>
    expect(exported({ ...dependsOn("transonnx-one", "transonnx-two"), ...two })).toMatchInlineSnapshot(
      `"8: error: two plugins serve the model type my-model: transonnx-one 1.2.0 (node_modules/transonnx-one) and transonnx-two 1.2.0 (node_modules/transonnx-two). Choose by --plugin transonnx-one or --plugin transonnx-two: one that is named there wins."`,
    ));

  test("that which --plugin names wins, and that is said", () =>
    expect(
      exported({ ...dependsOn("transonnx-one", "transonnx-two"), ...two }, "--plugin", "transonnx-two"),
    ).toMatchInlineSnapshot(
      `"0: The model type my-model is that of the plugin transonnx-two 1.2.0 (node_modules/transonnx-two), instead of transonnx-one 1.2.0 (node_modules/transonnx-one)."`,
    ));

  test("that which the configuration file names wins over one that is installed", () =>
    expect(
      exported({ ...dependsOn("transonnx-one"), ...two, "transonnx.config.json": { plugins: ["transonnx-two"] } }),
    ).toMatchInlineSnapshot(
      `"0: The model type my-model is that of the plugin transonnx-two 1.2.0 (node_modules/transonnx-two), instead of transonnx-one 1.2.0 (node_modules/transonnx-one)."`,
    ));

  test("are a conflict where both are named", () =>
    expect(exported(two, "--plugin", "transonnx-one", "--plugin", "transonnx-two")).toMatchInlineSnapshot(
      `"8: error: two plugins serve the model type my-model: transonnx-one 1.2.0 (node_modules/transonnx-one) and transonnx-two 1.2.0 (node_modules/transonnx-two). Name one of them only."`,
    ));

  test("are one where both names are of one package", () =>
    expect(exported({ ...dependsOn("transonnx-one"), ...two }, "--plugin", "./node_modules/transonnx-one")).toMatch(
      /^0: /,
    ));
});
