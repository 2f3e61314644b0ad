import { expect, test } from "@jest/globals";
import { OnnxConfig } from "../onnx-config/index.ts";
import { CONTRACT_VERSION } from "./contract.ts";
import { defineModel, isModelDefinition } from "./model-definition.ts";

class TinyOnnxConfig extends OnnxConfig {
  get inputs() {
    return { input_ids: { 0: "batch_size" } };
  }
}

const tiny = defineModel({
  modelType: "tiny",
  parseConfig: (json) => ({ ...json, model_type: "tiny" }),
  onnxConfig: TinyOnnxConfig,
  tasks: {
    "feature-extraction": { architecture: "TinyModel", forward: (_c, _p, x) => x },
    "fill-mask": { architecture: "TinyForMaskedLM", alsoFrom: ["TinyForPreTraining"], forward: (_c, _p, x) => x },
  },
  mayHold: [],
});

test("a definition knows the task of each of transformers' classes", () => {
  expect(tiny.architectures).toEqual({
    TinyModel: "feature-extraction",
    TinyForMaskedLM: "fill-mask",
    TinyForPreTraining: "fill-mask",
  });
});

test("a definition says which version of the contract it was made for", () => {
  expect(tiny.contract).toBe(CONTRACT_VERSION);
});

test("a definition is known by its brand, which two copies of the package share", () => {
  expect(isModelDefinition(tiny)).toBe(true);
  expect(isModelDefinition({ ...tiny })).toBe(true);
  expect(isModelDefinition({ modelType: "tiny" })).toBe(false);
  expect(isModelDefinition(null)).toBe(false);
});
