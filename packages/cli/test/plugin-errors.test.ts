import { symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { dependsOn, type Files, installed, pluginProjects, toyModel } from "./plugin-project.ts";

const project = pluginProjects();

const plugin = "transonnx-my-model";

/** What an export with a plugin says that is not as it should be; nothing is written. */
function failure(files: Files, ...flags: readonly string[]): string {
  const made = project(files);
  const { status, said } = made.export(...flags);
  expect([status, made.has("onnx")]).toEqual([8, false]);
  expect(said).toMatch(/^error: [^\n]+[.]$/);
  return said;
}

/** The same for an installed package. */
const broken = (package_: Parameters<typeof installed>[1]): string =>
  failure({ ...dependsOn(plugin), ...installed(plugin, package_) });

/** The same for a definition of which a part is replaced. */
const defined = (replace: string, before = ""): string => broken({ source: toyModel({ replace, before }) });

describe("a plugin that is not there", () => {
  test("by its name", () =>
    expect(failure({}, "--plugin", "transonnx-absent")).toMatchInlineSnapshot(
      `"error: --plugin: the plugin transonnx-absent is not installed: expected node_modules/transonnx-absent in /project or a folder above it. Run npm install transonnx-absent, or name a file or folder by a path that begins with ./."`,
    ));
  test("by its path", () =>
    expect(failure({}, "--plugin", "./absent.mjs")).toMatchInlineSnapshot(
      `"error: /project/absent.mjs: there is no such file or folder. Correct --plugin, whose paths begin at /project."`,
    ));
  test("by a folder without a package", () =>
    expect(failure({}, "--plugin", "./checkpoint")).toMatchInlineSnapshot(
      `"error: /project/checkpoint: there is no package.json: expected the folder of a package. Name the package's folder, or the file that exports the definition."`,
    ));
  test("by what is no name", () =>
    expect(failure({}, "--plugin", "@scope/../x")).toMatchInlineSnapshot(
      `"error: --plugin: "@scope/../x" is no name of a package: expected a name as npm knows it, or a path that begins with . or /. Correct --plugin."`,
    ));
  test("in the configuration file", () =>
    expect(failure({ "transonnx.config.json": { plugins: ["transonnx-absent"] } })).toMatchInlineSnapshot(
      `"error: transonnx.config.json: the plugin transonnx-absent is not installed: expected node_modules/transonnx-absent in /project or a folder above it. Run npm install transonnx-absent, or name a file or folder by a path that begins with ./."`,
    ));
});

describe("a package.json with the keyword that cannot be read", () => {
  test("no field", () =>
    expect(broken({ manifest: { transonnx: undefined } })).toMatchInlineSnapshot(
      `"error: node_modules/transonnx-my-model/package.json: it has the keyword transonnx-model and does not say which model types it holds: expected "transonnx": { "modelTypes": ["my-model"], "contract": 1 }. Add the field, or take the keyword away."`,
    ));
  test("a field that is no object", () =>
    expect(broken({ manifest: { transonnx: true } })).toMatchInlineSnapshot(
      `"error: node_modules/transonnx-my-model/package.json: "transonnx" is true: expected an object. Declare what the package exports, as in "transonnx": { "modelTypes": ["my-model"], "contract": 1 }."`,
    ));
  test("no model types", () =>
    expect(broken({ manifest: { transonnx: { modelTypes: [], contract: 1 } } })).toMatchInlineSnapshot(
      `"error: node_modules/transonnx-my-model/package.json: "transonnx.modelTypes" is []: expected a list of model types, one or more. Declare what the package exports, as in "transonnx": { "modelTypes": ["my-model"], "contract": 1 }."`,
    ));
  test("no contract", () =>
    expect(broken({ manifest: { transonnx: { modelTypes: ["my-model"] } } })).toMatchInlineSnapshot(
      `"error: node_modules/transonnx-my-model/package.json: "transonnx.contract" is missing: expected CONTRACT_VERSION of the @transonnx/core that it is written for. Declare what the package exports, as in "transonnx": { "modelTypes": ["my-model"], "contract": 1 }."`,
    ));

  test("does not hinder what others serve, and is told by models", () => {
    const made = project({
      ...dependsOn("transonnx-broken", plugin),
      ...installed("transonnx-broken", { manifest: { transonnx: 1 } }),
      ...installed(plugin),
    });
    expect(made.export().status).toBe(0);
    const { status, stdout, stderr } = made.run("models");
    expect(status).toBe(8);
    expect(stdout).toMatch(/^my-model /m);
    expect(stderr).toMatch(
      /^error: node_modules\/transonnx-broken\/package\.json: "transonnx" is 1: expected an object/,
    );
  });
});

describe("a configuration file that cannot be read", () => {
  test.each([
    ["transonnx.config.json", "{"],
    ["transonnx.config.json", "[]"],
    ["transonnx.config.json", '{ "plugin": [] }'],
    ["transonnx.config.json", '{ "plugins": "transonnx-my-model" }'],
    ["transonnx.config.json", '{ "plugins": [1] }'],
    ["transonnx.config.mjs", "export const plugins = [];"],
    ["transonnx.config.mjs", 'export default {};\nthrow new Error("no network");'],
  ])("%s: %s", (file, text) => expect(failure({ [file]: text })).toMatchSnapshot());
});

describe("a plugin whose code cannot be loaded", () => {
  test("it throws", () =>
    expect(broken({ source: `\nthrow new Error("no licence");` })).toMatchInlineSnapshot(
      `"error: transonnx-my-model 1.2.0 (node_modules/transonnx-my-model): its code fails while it is loaded: found Error: no licence (/project/node_modules/transonnx-my-model/index.js:2). Correct the plugin, or tell the author of transonnx-my-model; --debug prints the stack."`,
    ));
  test("it is no JavaScript", () =>
    expect(broken({ source: "export default =;" })).toMatchInlineSnapshot(
      `"error: transonnx-my-model 1.2.0 (node_modules/transonnx-my-model): its code fails while it is loaded: found SyntaxError: Unexpected token '=' (/project/node_modules/transonnx-my-model/index.js). Correct the plugin, or tell the author of transonnx-my-model; --debug prints the stack."`,
    ));
  test("it needs a package that is not there", () =>
    expect(broken({ source: `import "left-pad";` })).toMatchInlineSnapshot(
      `"error: transonnx-my-model 1.2.0 (node_modules/transonnx-my-model): its code fails while it is loaded: found Error: Cannot find package 'left-pad' imported from /project/node_modules/transonnx-my-model/index.js. Install what it needs: npm install left-pad."`,
    ));
  test("it is not built", () =>
    expect(broken({ manifest: { exports: "./dist/index.js" } })).toMatchInlineSnapshot(
      `"error: transonnx-my-model 1.2.0 (node_modules/transonnx-my-model): it has no main entry: expected the file that "exports" or "main" of its package.json names, found no file dist/index.js. Build the package, or correct its package.json."`,
    ));
  test("it has no main entry", () =>
    expect(broken({ manifest: { exports: { "./model": "./index.js" } } })).toMatchInlineSnapshot(
      `"error: transonnx-my-model 1.2.0 (node_modules/transonnx-my-model): it has no main entry: expected the file that "exports" or "main" of its package.json names, found Error: No "exports" main defined in /project/node_modules/transonnx-my-model/package.json imported from /project/node_modules/transonnx-my-model/package.json. Build the package, or correct its package.json."`,
    ));
  test("--debug shows where", () => {
    const made = project({ ...dependsOn(plugin), ...installed(plugin, { source: `throw new Error("no licence");` }) });
    expect(made.export("--debug").said).toMatch(
      /\[cause\]: Error: no licence\n\s+at file:.*transonnx-my-model\/index.js:1/,
    );
  });
});

describe("a plugin that holds something else than it says", () => {
  test("nothing", () =>
    expect(broken({ source: "export const version = 1;" })).toMatchInlineSnapshot(
      `"error: transonnx-my-model 1.2.0 (node_modules/transonnx-my-model): it exports no model definition: expected a value that defineModel of @transonnx/core made, under any name, found the exports version. Export the model type from the package's main entry."`,
    ));
  test("another model type", () =>
    expect(broken({ source: toyModel({ modelType: "her-model" }) })).toMatchInlineSnapshot(
      `"error: transonnx-my-model 1.2.0 (node_modules/transonnx-my-model): its package.json declares the model type my-model, and it exports no definition of it: expected a definition of my-model, found definitions of her-model. Make transonnx.modelTypes in its package.json what the package exports."`,
    ));
  test("two definitions of one type", () =>
    expect(broken({ source: `${toyModel()}\nexport const again = { ...myModel };` })).toMatchInlineSnapshot(
      `"error: transonnx-my-model 1.2.0 (node_modules/transonnx-my-model): it exports 2 definitions of the model type my-model: expected a definition of my-model, found definitions of my-model, my-model. Make transonnx.modelTypes in its package.json what the package exports."`,
    ));
});

describe("a plugin that was built for another version", () => {
  test("as its package.json says, before its code runs", () =>
    expect(
      broken({ manifest: { transonnx: { modelTypes: ["my-model"], contract: 2 } }, source: "throw 1;" }),
    ).toMatchInlineSnapshot(
      `"error: transonnx-my-model 1.2.0 (node_modules/transonnx-my-model): it was built for version 2 of the contract between models and transonnx: expected version 1, that of this transonnx. Update transonnx and all @transonnx packages, or install an older version of transonnx-my-model."`,
    ));
  test("as its definition says", () =>
    expect(
      broken({
        source: toyModel()
          .replace("export const myModel =", "export const myModel = { ...(")
          .replace(/\);\n$/, ")), contract: 0 };\n"),
      }),
    ).toMatchInlineSnapshot(
      `"error: transonnx-my-model 1.2.0 (node_modules/transonnx-my-model): it was built for version 0 of the contract between models and transonnx: expected version 1, that of this transonnx. Install a version of transonnx-my-model that was built with the @transonnx/core of this one, or ask its author for one."`,
    ));
});

describe("a definition that is not complete", () => {
  test("each field is named", () =>
    expect(
      defined(`onnxConfig: class Plain {}, mayHold: ["^pooler"], tasks: { "fill-masks": {}, "fill-mask": {} },`),
    ).toMatchInlineSnapshot(
      `"error: transonnx-my-model 1.2.0 (node_modules/transonnx-my-model): its definition of my-model is not complete: onnxConfig is the class Plain, not a class that extends OnnxConfig; tasks.fill-masks is "fill-masks", not one of the tasks fill-mask; tasks.fill-mask.architecture is undefined, not the name of a class in config.json's architectures; tasks.fill-mask.forward is undefined, not a function of a config, parameters and inputs; mayHold is ["^pooler"], not a list of regular expressions. Correct what it passes to defineModel."`,
    ));
});

describe("a model that contradicts itself names its plugin", () => {
  const task = (forward: string) =>
    defined(`tasks: { "feature-extraction": { architecture: "MyModel", forward: ${forward} } },`);

  test("a forward function that throws", () =>
    expect(task("(c, p, inputs) => inputs.pixels.type")).toMatchInlineSnapshot(
      `"error: transonnx-my-model 1.2.0 (node_modules/transonnx-my-model): my-model: tasks.feature-extraction.forward fails: TypeError: Cannot read properties of undefined (reading 'type') (/project/node_modules/transonnx-my-model/index.js:24). Correct the plugin, or tell the author of transonnx-my-model; --debug prints the stack."`,
    ));
  test("a forward function that waits", () =>
    expect(task("async () => ({})")).toMatchInlineSnapshot(
      `"error: transonnx-my-model 1.2.0 (node_modules/transonnx-my-model): my-model: tasks.feature-extraction.forward gives a promise: expected tensors by name, at once. Correct the plugin, or tell the author of transonnx-my-model; --debug prints the stack."`,
    ));
  test("a forward function that gives no tensor", () =>
    expect(task("() => ({ last_hidden_state: 5 })")).toMatchInlineSnapshot(
      `"error: transonnx-my-model 1.2.0 (node_modules/transonnx-my-model): my-model: tasks.feature-extraction.forward gives as "last_hidden_state" something that is no tensor: number. Correct the plugin, or tell the author of transonnx-my-model; --debug prints the stack."`,
    ));
  test("other outputs than its configuration says", () =>
    expect(task("(c, p, { input_ids }) => ({ logits: input_ids })")).toMatchInlineSnapshot(
      `"error: transonnx-my-model 1.2.0 (node_modules/transonnx-my-model): my-model: the task feature-extraction makes other outputs than its configuration says: expected last_hidden_state, found logits. Correct the model's forward function or its OnnxConfig. The author of transonnx-my-model can tell more."`,
    ));
  test("other axes than its configuration says", () =>
    expect(task("(c, p) => ({ last_hidden_state: p.get('dense.weight', [4, 4]) })")).toMatchInlineSnapshot(
      `"error: transonnx-my-model 1.2.0 (node_modules/transonnx-my-model): my-model: the output "last_hidden_state" has other free axes than its configuration says: expected { 0: batch_size, 1: sequence_length }, found float32[4, 4]. Correct the model's forward function or its OnnxConfig. The author of transonnx-my-model can tell more."`,
    ));
  test("a parser that throws", () =>
    expect(defined("parseConfig: () => { throw new RangeError('too wide'); },")).toMatchInlineSnapshot(
      `"error: transonnx-my-model 1.2.0 (node_modules/transonnx-my-model): my-model: parseConfig fails: RangeError: too wide (/project/node_modules/transonnx-my-model/index.js:24). Correct the plugin, or tell the author of transonnx-my-model; --debug prints the stack."`,
    ));
  test("a configuration that throws", () =>
    expect(
      defined("onnxConfig: class extends MyOnnxConfig { get inputs() { return null.x; } },"),
    ).toMatchInlineSnapshot(
      `"error: transonnx-my-model 1.2.0 (node_modules/transonnx-my-model): TypeError: Cannot read properties of null (reading 'x') (/project/node_modules/transonnx-my-model/index.js:24). The author of transonnx-my-model can tell more."`,
    ));

  test("a tensor of another shape keeps its exit code", () => {
    const forward = `(c, p) => ({ last_hidden_state: p.get("dense.weight", [5, 4]) })`;
    const source = toyModel({
      replace: `tasks: { "feature-extraction": { architecture: "MyModel", forward: ${forward} } },`,
    });
    const made = project({ ...dependsOn(plugin), ...installed(plugin, { source }) });
    const { status, said } = made.export();
    expect(status).toBe(3);
    expect(said).toMatchInlineSnapshot(
      `"error: checkpoint: the tensor "dense.weight" has the wrong shape: expected [5, 4], found [4, 4]. Check that config.json belongs to these weights. The model type my-model is that of the plugin transonnx-my-model 1.2.0 (node_modules/transonnx-my-model)."`,
    );
  });

  test("in a plan as well", () => {
    const replace = `tasks: { "feature-extraction": { architecture: "MyModel", forward: () => ({}) } },`;
    const made = project({ ...dependsOn(plugin), ...installed(plugin, { source: toyModel({ replace }) }) });
    const { status, stdout } = made.run("plan", "checkpoint", "--json");
    expect(status).toBe(8);
    expect(JSON.parse(stdout).problems).toEqual([
      { error: "PluginError", message: expect.stringMatching(/^transonnx-my-model 1\.2\.0 .* makes other outputs/) },
    ]);
  });
});

describe("code that lies in a checkpoint is never run", () => {
  test("a configuration file", () => {
    const made = project({ "checkpoint/transonnx.config.mjs": `throw new Error("it runs");` });
    const { status, said } = made.said(made.runIn("checkpoint", "export", ".", "../onnx"));
    expect([status, said]).toMatchInlineSnapshot(`
[
  8,
  "error: /project/checkpoint/transonnx.config.mjs: it lies in the checkpoint, whose code is never run. Run the command from another folder, or with --no-discovery.",
]
`);
  });

  test("a configuration file that it links to", () => {
    const made = project({ "elsewhere.mjs": `throw new Error("it runs");` });
    symlinkSync("../elsewhere.mjs", path.join(made.path, "checkpoint/transonnx.config.mjs"));
    const { status, said } = made.said(made.runIn("checkpoint", "export", ".", "../onnx"));
    expect([status, said]).toEqual([8, expect.stringMatching(/transonnx\.config\.mjs: it lies in the checkpoint/)]);
  });

  test("a package that is installed in it", () => {
    const made = project(
      Object.fromEntries(
        Object.entries({ ...dependsOn(plugin), ...installed(plugin) }).map(([file, text]) => [
          `checkpoint/${file}`,
          text,
        ]),
      ),
    );
    const { status, said } = made.said(made.runIn("checkpoint", "export", ".", "../onnx"));
    expect([status, said]).toMatchInlineSnapshot(`
[
  8,
  "error: /project/checkpoint/node_modules/transonnx-my-model: it lies in the checkpoint, whose code is never run. Run the command from another folder, or with --no-discovery.",
]
`);
  });
});
