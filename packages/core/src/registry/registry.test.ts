import { describe, expect, test } from "@jest/globals";
import { defineModel } from "../definition/model-definition.ts";
import {
  ContractVersionError,
  DuplicateModelTypeError,
  ModelPackageError,
  UnknownModelTypeError,
} from "../errors/index.ts";
import { OnnxConfig } from "../onnx-config/onnx-config.ts";
import type { PretrainedConfig } from "../onnx-config/pretrained-config.ts";
import { createRegistry, type RegistryEntry } from "./index.ts";

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

const bert = model("bert");

const lazy = (modelType: string, load: () => Promise<unknown>) =>
  ({ modelType, package: `@transonnx/${modelType}`, load }) as RegistryEntry;

describe("createRegistry", () => {
  test("holds definitions by model type, however it is spelt", async () => {
    const registry = createRegistry([bert, model("xlm-roberta")]);
    expect(registry.modelTypes).toEqual(["bert", "xlm-roberta"]);
    expect(registry.has("XLM_Roberta")).toBe(true);
    expect(await registry.load("bert")).toBe(bert);
  });

  test("loads a lazy entry when it is asked for, and once", async () => {
    let loads = 0;
    const entry = lazy("bert", async () => {
      loads++;
      return bert;
    });
    const registry = createRegistry([entry]);
    expect(registry.modelTypes).toEqual(["bert"]);
    expect(loads).toBe(0);
    expect(await Promise.all([registry.load("bert"), registry.load("BERT")])).toEqual([bert, bert]);
    expect(loads).toBe(1);
  });

  test("refuses what defineModel did not make", () => {
    expect(() => createRegistry([{ ...bert, [Symbol.for("transonnx.ModelDefinition")]: false }])).toThrow(
      /an entry is no model definition/,
    );
  });

  test("refuses two definitions of one model type", () => {
    expect(() => createRegistry([model("big_bird"), model("big-bird")])).toThrow(DuplicateModelTypeError);
  });
});

describe("extend", () => {
  test("makes another registry and leaves the first as it was", () => {
    const first = createRegistry([bert]);
    expect(first.extend([model("albert")]).modelTypes).toEqual(["bert", "albert"]);
    expect(first.modelTypes).toEqual(["bert"]);
  });

  test("replaces a model type only when told so", async () => {
    const registry = createRegistry([bert]);
    const mine = model("bert");
    expect(() => registry.extend([mine])).toThrow(DuplicateModelTypeError);
    expect(await registry.extend([mine], { overwriteExisting: true }).load("bert")).toBe(mine);
  });
});

describe("a definition of another version of the contract", () => {
  const { contract: _, ...unversioned } = bert;

  test.each([
    [
      "a later one",
      { ...bert, contract: 2 },
      /built for version 2 of the contract.*: expected version 1, .*\. Update transonnx and all @transonnx packages, or /,
    ],
    ["an earlier one", { ...bert, contract: 0 }, /built for version 0 of the contract.*\. Install a version of /],
    ["none", unversioned as typeof bert, /built for no version of the contract/],
  ])("is refused: %s", async (_what, definition, message) => {
    expect(() => createRegistry([definition])).toThrow(ContractVersionError);
    expect(() => createRegistry([definition])).toThrow(message);
    const loading = createRegistry([lazy("bert", async () => definition)]).load("bert");
    await expect(loading).rejects.toThrow(/^registry: @transonnx\/bert was built for /);
  });
});

describe("a model type that is not there", () => {
  test("names the nearest, and how to write one", async () => {
    const loading = createRegistry([bert]).load("brt");
    await expect(loading).rejects.toBeInstanceOf(UnknownModelTypeError);
    await expect(loading).rejects.toThrow(
      /the model type "brt" is not in the registry: expected one of bert\. The nearest known: bert\. .*defineModel/,
    );
  });

  test("names the package to install, where it is known", async () => {
    const registry = createRegistry([bert], { knownPackages: { mpnet: "@transonnx/mpnet" } });
    await expect(registry.load("mpnet", "all-mpnet-base-v2")).rejects.toThrow(
      /^all-mpnet-base-v2: .* Install @transonnx\/mpnet and pass its definition to createRegistry\.$/,
    );
  });
});

describe("a lazy entry that cannot be loaded", () => {
  test("names the package to install, and is tried again the next time", async () => {
    let installed = false;
    const registry = createRegistry([
      lazy("bert", async () => {
        if (!installed) throw new Error("Cannot find package '@transonnx/bert'");
        return bert;
      }),
    ]);
    await expect(registry.load("bert")).rejects.toThrow(/Run npm install @transonnx\/bert/);
    installed = true;
    expect(await registry.load("bert")).toBe(bert);
  });

  test("may say why itself, by an error of transonnx", async () => {
    const why = new UnknownModelTypeError({ modelType: "bert", known: [] });
    await expect(createRegistry([lazy("bert", () => Promise.reject(why))]).load("bert")).rejects.toBe(why);
  });

  test.each([
    ["something else", { modelType: "bert" }, /a value that defineModel did not make/],
    ["another model type", model("albert"), /found the model type "albert"/],
  ])("is refused when it holds %s", async (_what, value, message) => {
    const loading = createRegistry([lazy("bert", async () => value)]).load("bert");
    await expect(loading).rejects.toBeInstanceOf(ModelPackageError);
    await expect(loading).rejects.toThrow(message);
  });
});
