import { describe, expect, test } from "@jest/globals";
import { defineModel } from "../definition/model-definition.ts";
import {
  ConfigError,
  MissingWeightsError,
  OptionError,
  TaskInferenceError,
  UnknownModelTypeError,
  UnsupportedTaskError,
} from "../errors/index.ts";
import { OnnxConfig } from "../onnx-config/onnx-config.ts";
import type { PretrainedConfig } from "../onnx-config/pretrained-config.ts";
import { createRegistry } from "../registry/index.ts";
import { FeaturesManager, type ModelRequest, TasksManager } from "./index.ts";

class BertOnnxConfig extends OnnxConfig {
  get inputs() {
    return { input_ids: { 0: "batch_size", 1: "sequence_length" } };
  }
}

const parseConfig = (json: Readonly<Record<string, unknown>>): PretrainedConfig => ({
  vocab_size: 30522,
  ...json,
  model_type: "bert",
});

const bert = defineModel({
  modelType: "bert",
  parseConfig,
  onnxConfig: BertOnnxConfig,
  tasks: {
    "feature-extraction": { architecture: "BertModel", forward: (_c, _p, inputs) => inputs },
    "fill-mask": {
      architecture: "BertForMaskedLM",
      alsoFrom: ["BertForPreTraining"],
      forward: (_c, _p, inputs) => inputs,
    },
  },
  mayHold: [],
});

const registry = createRegistry([bert]);

describe("TasksManager", () => {
  const manager = new TasksManager(registry);

  test("knows the tasks of model types, and the model types of tasks", async () => {
    expect(Object.keys(await manager.getSupportedTasksForModelType("bert"))).toEqual([
      "feature-extraction",
      "fill-mask",
    ]);
    expect(await manager.getSupportedModelTypeForTask("masked-lm")).toEqual(["bert"]);
    expect(await manager.getSupportedModelTypeForTask("text-generation")).toEqual([]);
    expect(TasksManager.getAllTasks()).toHaveLength(33);
  });

  test("makes a configuration from a config.json, with the parser's defaults", async () => {
    const construct = await manager.getExporterConfigConstructor("onnx", {
      modelType: "BERT",
      task: "masked-lm",
      exporterConfigKwargs: { intDtype: "int32" },
    });
    const onnxConfig = construct({ hidden_size: 8 });
    expect(onnxConfig).toBeInstanceOf(BertOnnxConfig);
    expect(onnxConfig.task).toBe("fill-mask");
    expect(onnxConfig.config).toEqual({ model_type: "bert", hidden_size: 8, vocab_size: 30522 });
    expect(onnxConfig.intDtype).toBe("int32");
  });

  test("takes the model type from a model", async () => {
    const construct = await manager.getExporterConfigConstructor("onnx", { model: { config: { model_type: "bert" } } });
    expect(construct({}).task).toBe("feature-extraction");
    await expect(manager.getExporterConfigConstructor("onnx", {})).rejects.toBeInstanceOf(OptionError);
  });

  test("refuses tasks and backends that are not there", async () => {
    const request = { modelType: "bert", task: "causal-lm" };
    await expect(manager.getExporterConfigConstructor("onnx", request)).rejects.toThrow(
      'bert: the task "causal-lm" is not supported: expected one of feature-extraction, fill-mask.',
    );
    await expect(manager.getSupportedTasksForModelType("bert", "tflite")).rejects.toBeInstanceOf(OptionError);
  });

  test("names transformers' class: of the model type, or the Auto class", async () => {
    expect(await manager.getModelClassForTask("fill-mask", { modelType: "bert" })).toBe("BertForMaskedLM");
    expect(await manager.getModelClassForTask("fill-mask")).toBe("AutoModelForMaskedLM");
    expect(await manager.getModelClassForTask("automatic-speech-recognition")).toBe("AutoModelForSpeechSeq2Seq");
    expect(await manager.getModelClassForTask("fill-mask", { modelClassName: "MyModel" })).toBe("MyModel");
  });

  test("registers into another registry", () => {
    const register = manager.createRegister("onnx", true);
    expect(register(bert).modelTypes).toEqual(["bert"]);
    expect(() => manager.createRegister("neuron")).toThrow(OptionError);
  });
});

describe("inferTaskFromModel", () => {
  const manager = new TasksManager(registry);
  const config = { model_type: "bert", architectures: ["BertForPreTraining"] };

  test("follows the architectures of config.json", async () => {
    expect(await manager.inferTaskFromModel({ config })).toBe("fill-mask");
  });

  test("is feature extraction for a checkpoint of sentence-transformers", async () => {
    const files = ["config.json", "model.safetensors", "sentence_bert_config.json", "modules.json"];
    expect(await manager.inferTaskFromModel({ config, files })).toBe("feature-extraction");
  });

  test("fails with the tasks to choose from", async () => {
    const unknown = { config: { ...config, architectures: ["BertForNextSentencePrediction"] }, name: "my-bert" };
    await expect(manager.inferTaskFromModel(unknown)).rejects.toBeInstanceOf(TaskInferenceError);
    await expect(manager.inferTaskFromModel(unknown)).rejects.toThrow(
      "my-bert: the task cannot be inferred from the architecture BertForNextSentencePrediction. " +
        "Name the task, one of: feature-extraction, fill-mask.",
    );
    await expect(manager.inferTaskFromModel({ config: { model_type: "bert" } })).rejects.toThrow(/no "architectures"/);
    await expect(manager.inferTaskFromModel({ config: {} })).rejects.toBeInstanceOf(ConfigError);
  });
});

describe("inferLibraryFromModel", () => {
  test.each([
    ["diffusers", ["model_index.json"], undefined],
    ["sentence_transformers", ["config_sentence_transformers.json"], {}],
    ["timm", ["config.json"], { architecture: "resnet50", pretrained_cfg: {} }],
    ["diffusers", ["config.json"], { _diffusers_version: "0.30.0" }],
    ["transformers", ["config.json"], { model_type: "bert" }],
  ])("%s", (library, files, config) => {
    expect(TasksManager.inferLibraryFromModel(files, config)).toBe(library);
  });

  test("needs a config.json or a model_index.json", () => {
    expect(() => TasksManager.inferLibraryFromModel(["model.safetensors"])).toThrow(/cannot be inferred/);
  });
});

describe("determineFramework", () => {
  const both = ["config.json", "model-00001-of-00002.safetensors", "pytorch_model.bin", "tf_model.h5"];

  test("is the user's choice, else what is there, safetensors first", () => {
    expect(FeaturesManager.determineFramework(both)).toBe("safetensors");
    expect(FeaturesManager.determineFramework(both, "pt")).toBe("pt");
    expect(FeaturesManager.determineFramework(both, "tf")).toBe("tf");
    expect(FeaturesManager.determineFramework(["pytorch_model.bin.index.json", "pytorch_model-1.bin"])).toBe("pt");
  });

  test('"pt" takes safetensors where nothing else is PyTorch\'s', () => {
    expect(FeaturesManager.determineFramework(["model.safetensors"], "pt")).toBe("safetensors");
  });

  test("says what was found instead", () => {
    const folder = { name: "my-bert", files: ["config.json", "onnx/model.onnx"] };
    expect(() => FeaturesManager.determineFramework(folder)).toThrow(MissingWeightsError);
    expect(() => FeaturesManager.determineFramework(folder)).toThrow(
      /^my-bert: there are no weights: expected model.safetensors, .* found config.json, onnx\/model.onnx\./,
    );
    expect(() => FeaturesManager.determineFramework({ ...folder, files: both }, "flax")).toThrow(
      /no weights for the framework "flax": expected flax_model.msgpack/,
    );
    expect(() => FeaturesManager.determineFramework(both, "jax")).toThrow(OptionError);
  });
});

describe("FeaturesManager", () => {
  const manager = new FeaturesManager(registry);

  test("gives features under the names of transformers.onnx", async () => {
    const features = await manager.getSupportedFeaturesForModelType("bert");
    expect(Object.keys(features)).toEqual(["default", "masked-lm"]);
    expect(features["masked-lm"]?.({}).task).toBe("fill-mask");
  });

  test("checks a model and returns its type and the constructor of its configuration", async () => {
    const [modelType, construct] = await manager.checkSupportedModelOrRaise({ config: { model_type: "bert" } });
    expect(modelType).toBe("bert");
    expect(construct({}).task).toBe("feature-extraction");
    expect((await manager.getConfig("bert", "fill-mask"))({}).task).toBe("fill-mask");
  });

  test("names the model whose type or feature is not there", async () => {
    const bart = { config: { model_type: "bart" }, name: "facebook/bart-base" };
    await expect(manager.checkSupportedModelOrRaise(bart)).rejects.toBeInstanceOf(UnknownModelTypeError);
    await expect(manager.checkSupportedModelOrRaise(bart)).rejects.toThrow(/^facebook\/bart-base: /);
    const wrong = manager.checkSupportedModelOrRaise({ config: { model_type: "bert" } }, "causal-lm");
    await expect(wrong).rejects.toBeInstanceOf(UnsupportedTaskError);
    await expect(wrong).rejects.toThrow(/expected one of default, masked-lm/);
  });

  test("loads a model with the loader that it was given", async () => {
    const loader = {
      listFiles: async () => ["model.safetensors"],
      load: async (request: ModelRequest) => request,
    };
    const loaded = await new FeaturesManager(registry, { loader }).getModelFromFeature("masked-lm", "my-bert");
    expect(loaded).toEqual({
      model: "my-bert",
      task: "fill-mask",
      framework: "safetensors",
      modelClass: "AutoModelForMaskedLM",
    });
    await expect(manager.getModelFromFeature("masked-lm", "my-bert")).rejects.toThrow(/this package reads no files/);
  });
});
