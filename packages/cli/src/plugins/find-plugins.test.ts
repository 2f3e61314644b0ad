import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createRegistry, defineModel, OnnxConfig, type PretrainedConfig } from "@transonnx/core";
import { installed, Project } from "../../test/plugin-project.ts";
import { createManagers, defineConfig, findPlugins, mainExport, validateExport } from "../index.ts";

class PlainOnnxConfig extends OnnxConfig {
  get inputs() {
    return { input_ids: { 0: "batch_size" } };
  }
}

const model = (modelType: string) =>
  defineModel({
    modelType,
    parseConfig: (json): PretrainedConfig => ({ ...json, model_type: modelType }),
    onnxConfig: PlainOnnxConfig,
    tasks: { "feature-extraction": { architecture: "PlainModel", forward: (_config, _p, inputs) => inputs } },
    mayHold: [],
  });

let project: Project;
beforeAll(() => {
  project = new Project({ ...installed("transonnx-my-model"), "transonnx.config.mjs": "throw new Error();" });
});
afterAll(() => project.remove());

describe("findPlugins", () => {
  test("adds definitions and packages to the model types of transonnx", async () => {
    const { registry, servings } = await findPlugins({
      plugins: [model("mine"), "transonnx-my-model"],
      cwd: project.path,
    });
    expect(registry.modelTypes).toEqual(expect.arrayContaining(["bert", "mine", "my-model"]));
    expect(servings.map(({ modelType, name, origin }) => [modelType, name, origin])).toEqual([
      ["mine", "the definition of mine in plugins", "option"],
      ["my-model", "transonnx-my-model", "option"],
    ]);
  });

  test("looks for nothing that is not named, unless it is told to", async () => {
    expect((await findPlugins({ cwd: project.path })).servings).toEqual([]);
    await expect(findPlugins({ cwd: project.path, discoverPlugins: true })).rejects.toThrow(/transonnx\.config\.mjs/);
  });

  test("replaces a model type of transonnx only when told so", async () => {
    const mine = model("bert");
    const { registry } = await findPlugins({ plugins: [mine] });
    await expect(registry.load("bert")).rejects.toMatchObject({ name: "PluginError", problem: "conflict" });
    const preferred = await findPlugins({ plugins: [mine], preferPlugin: true });
    expect((await preferred.registry.load("bert")).architectures).toEqual(mine.architectures);
    expect(preferred.used).toMatchObject([{ modelType: "bert", replaces: ["@transonnx/bert"] }]);
  });

  test("refuses what is neither a name nor a definition", async () => {
    await expect(findPlugins({ plugins: [{} as never] })).rejects.toThrow(/neither a name nor a model definition/);
  });
});

test("createManagers answers for plugins too", async () => {
  const { tasksManager, featuresManager } = await createManagers({ plugins: [model("mine")] });
  expect(Object.keys(await tasksManager.getSupportedTasksForModelType("mine"))).toEqual(["feature-extraction"]);
  expect(Object.keys(await featuresManager.getSupportedFeaturesForModelType("mine"))).toEqual(["default"]);
});

test("a registry and plugins are not given at once", async () => {
  const registry = createRegistry([]);
  const options = { registry, plugins: [model("mine")] };
  const checkpoint = path.join(project.path, "checkpoint");
  await expect(mainExport(checkpoint, "onnx", options)).rejects.toThrow(/^mainExport: the option registry/);
  await expect(validateExport(checkpoint, "onnx", options)).rejects.toThrow(/^validateExport: the option registry/);
});

test("defineConfig gives the configuration as it is", () => {
  const config = { plugins: ["transonnx-my-model", model("mine")], preferPlugin: true, discover: false };
  expect(defineConfig(config)).toBe(config);
});
