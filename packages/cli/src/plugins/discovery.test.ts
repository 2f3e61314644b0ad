import { describe, expect, test } from "@jest/globals";
import { dependsOn, type Files, installed, pluginProjects, toyModel } from "../../test/plugin-project.ts";

const project = pluginProjects();

const plugin = "transonnx-my-model";

/** A toy model that leaves a file behind when its code runs. */
const traced = toyModel({
  before: `import { writeFileSync } from "node:fs";\nwriteFileSync(new URL("../../loaded", import.meta.url), "");`,
});

describe("an installed package with the keyword", () => {
  test("is listed without running its code, and runs when its model type is asked for", () => {
    const there = project(dependsOn(plugin), installed(plugin, { source: traced }));
    const listed = there.run("models");
    expect(listed.stdout).toMatch(
      /^my-model +plugin transonnx-my-model 1\.2\.0 \(node_modules\/transonnx-my-model\), installed$/m,
    );
    expect([listed.status, there.has("loaded")]).toEqual([0, false]);

    const { status, said } = there.export();
    expect(said).toMatch(/^my-model, feature-extraction, to onnx$/m);
    expect(said).toMatch(
      /^The model type my-model is that of the plugin transonnx-my-model 1\.2\.0 \(node_modules\/transonnx-my-model\)\.$/m,
    );
    expect([status, there.has("loaded"), there.has("onnx/model.onnx")]).toEqual([0, true, true]);
  });

  test("is not loaded for another model type", () => {
    const there = project(dependsOn(plugin), installed(plugin, { source: `throw new Error("it is loaded");` }));
    there.write({ "checkpoint/config.json": { model_type: "gpt-3" } });
    const { status, said } = there.export();
    expect([status, said]).toEqual([4, expect.stringMatching(/^error: .*"gpt-3" is not in the registry/)]);
  });

  test.each(["devDependencies", "optionalDependencies", "peerDependencies"])("is found among the %s", (field) => {
    const there = project({ "package.json": { [field]: { [plugin]: "1.2.0" } } }, installed(plugin));
    expect(there.export().status).toBe(0);
  });

  test("is found from a folder below, and where a workspace keeps its packages", () => {
    const there = project(installed(plugin), { "app/package.json": { dependencies: { [plugin]: "*" } } });
    there.write({ "app/deep/notes.txt": "" });
    expect(there.runIn("app/deep", "plan", "../../checkpoint").status).toBe(0);
  });

  test("is no plugin where the nearest package.json does not depend on it", () => {
    const there = project(dependsOn("left-pad"), installed(plugin));
    expect(there.export().status).toBe(4);
  });

  test("may be the package of the working directory itself", () => {
    const there = project({
      "package.json": {
        ...{ name: plugin, type: "module", exports: "./index.js", keywords: ["transonnx-model"] },
        transonnx: { modelTypes: ["my-model"], contract: 1 },
      },
      "index.js": toyModel(),
    });
    const { status, said } = there.export();
    expect([status, said]).toEqual([0, expect.stringContaining("the plugin transonnx-my-model (.)")]);
  });

  test("may export its definition by default", () => {
    const source = toyModel().replace("export const myModel =", "export default");
    expect(project(dependsOn(plugin), installed(plugin, { source })).export().status).toBe(0);
  });

  test("does not count with --no-discovery", () => {
    const there = project(dependsOn(plugin), installed(plugin));
    expect(there.export("--no-discovery").status).toBe(4);
  });
});

describe("--plugin", () => {
  test.each([
    ["a package's name", plugin],
    ["a folder", `./node_modules/${plugin}`],
    ["a file", `./node_modules/${plugin}/index.js`],
  ])("names %s", (_what, name) => {
    const there = project(installed(plugin));
    expect(there.export("--plugin", name).status).toBe(0);
  });

  test("names a package that declares nothing, which is loaded to see what it holds", () => {
    const there = project(installed(plugin, { manifest: { transonnx: undefined, keywords: [] } }));
    expect(there.export("--plugin", plugin).status).toBe(0);
  });

  test("may be there several times, and serves plan and validate too", () => {
    const there = project(
      installed("transonnx-one", { manifest: { transonnx: { modelTypes: ["one"], contract: 1 } } }),
      installed(plugin),
    );
    const flags = ["--plugin", "transonnx-one", "--plugin", plugin, "--json"];
    const plan = JSON.parse(there.run("plan", "checkpoint", ...flags).stdout);
    expect(plan).toMatchObject({ ok: true, modelType: "my-model", plugins: [{ name: plugin, origin: "option" }] });
    const models = JSON.parse(there.run("models", ...flags).stdout);
    expect(models.models.slice(-2)).toEqual([
      expect.objectContaining({ modelType: "one", package: "transonnx-one", version: "1.2.0", origin: "option" }),
      expect.objectContaining({ modelType: "my-model", package: plugin }),
    ]);
  });
});

describe("transonnx.config", () => {
  const config = `{ plugins: ["transonnx-my-model"] }`;

  test.each<[string, Files]>([
    ["mjs", { "transonnx.config.mjs": `export default ${config};` }],
    ["js of ES modules", { "transonnx.config.js": `export default ${config};`, "package.json": { type: "module" } }],
    ["js of CommonJS", { "transonnx.config.js": `module.exports = ${config};`, "package.json": { type: "commonjs" } }],
    ["json", { "transonnx.config.json": { plugins: [plugin] } }],
    [
      "mjs with a definition",
      { "transonnx.config.mjs": `import { myModel } from "${plugin}"; export default { plugins: [myModel] };` },
    ],
    ["json with a path", { "transonnx.config.json": { plugins: ["./node_modules/transonnx-my-model"] } }],
  ])("names plugins: %s", (_what, files) => {
    const there = project(installed(plugin), files);
    expect(there.export()).toMatchObject({ status: 0 });
  });

  test("is the nearest one, up to the package's own folder", () => {
    const there = project(installed(plugin), { "transonnx.config.json": { plugins: ["transonnx-absent"] } });
    there.write({
      "app/package.json": {},
      "app/transonnx.config.json": { plugins: [plugin] },
      "app/deep/notes.txt": "",
    });
    expect(there.runIn("app/deep", "plan", "../../checkpoint").status).toBe(0);
    there.write({ "other/package.json": {}, "other/deep/notes.txt": "" });
    expect(there.runIn("other/deep", "plan", "../../checkpoint").status).toBe(4);
  });

  test("may leave installed plugins out", () => {
    const there = project(dependsOn(plugin), installed(plugin), { "transonnx.config.json": { discover: false } });
    expect(there.export().status).toBe(4);
  });
});
