import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { plugin, project } from "./project.mjs";

const names = { module: "transonnx-esm-model", commonjs: "transonnx-cjs-model" };
let there;

beforeAll(() => {
  there = project({
    ...plugin(names.module, "module"),
    ...plugin(names.commonjs, "commonjs"),
    "package.json": { dependencies: { [names.module]: "1.2.0" } },
    "esm.mjs": `
      import { createManagers, mainExport } from "transonnx";
      const { plugins } = await mainExport("checkpoint", "by-esm", { plugins: [process.argv[2]], force: true });
      const { tasksManager } = await createManagers({ discoverPlugins: true });
      console.log(plugins[0].name, Object.keys(await tasksManager.getSupportedTasksForModelType("my-model")).join());
    `,
    "cjs.cjs": `
      const { createManagers, mainExport } = require("transonnx");
      (async () => {
        const { plugins } = await mainExport("checkpoint", "by-cjs", { plugins: [process.argv[2]], force: true });
        const { tasksManager } = await createManagers({ discoverPlugins: true });
        console.log(plugins[0].name, Object.keys(await tasksManager.getSupportedTasksForModelType("my-model")).join());
      })();
    `,
  });
});
afterAll(() => there.remove());

const transonnx = (...args) => there.node("node_modules/transonnx/dist/bin.js", ...args);

describe("the built command line", () => {
  test("lists an installed plugin", () => {
    expect(transonnx("models").stdout).toMatch(/^my-model +plugin transonnx-esm-model 1\.2\.0 .*, installed$/m);
  });

  test("exports and validates its model", () => {
    const { status, stdout, stderr } = transonnx("export", "checkpoint", "onnx", "--json");
    expect([status, stderr]).toEqual([0, ""]);
    const { plugins, validation } = JSON.parse(stdout);
    expect(plugins).toMatchObject([{ name: names.module, origin: "installed", replaces: [] }]);
    expect(validation.map(({ report }) => report.passed)).toEqual([true]);
  });

  test("takes a CommonJS plugin, which has copies of the packages of its own, and writes the same file", () => {
    const { status, stdout, stderr } = transonnx(
      "export",
      "checkpoint",
      "of-cjs",
      "--json",
      "--plugin",
      names.commonjs,
    );
    expect([status, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout).plugins).toMatchObject([{ name: names.commonjs, origin: "option" }]);
    expect(there.read("of-cjs/model.onnx").equals(there.read("onnx/model.onnx"))).toBe(true);
  });
});

describe.each([
  ["an ES module", "esm.mjs", "by-esm"],
  ["CommonJS", "cjs.cjs", "by-cjs"],
])("a program that is %s", (_what, program, output) => {
  test.each(Object.values(names))("exports with the plugin %s", (name) => {
    const { status, stdout, stderr } = there.node(program, name);
    expect([status, stdout, stderr]).toEqual([0, `${name} feature-extraction\n`, ""]);
    expect(there.read(`${output}/model.onnx`).equals(there.read("onnx/model.onnx"))).toBe(true);
  });
});
