import { describe, expect, test } from "@jest/globals";
import { OnnxConfig } from "../onnx-config/index.ts";
import { definitionProblems } from "./definition-problems.ts";
import { defineModel } from "./model-definition.ts";

class TinyOnnxConfig extends OnnxConfig {
  get inputs() {
    return { input_ids: { 0: "batch_size" } };
  }
}

const spec = {
  modelType: "tiny",
  parseConfig: (json: object) => ({ ...json, model_type: "tiny" }),
  onnxConfig: TinyOnnxConfig,
  tasks: { "feature-extraction": { architecture: "TinyModel", forward: () => ({}) } },
  mayHold: [/^pooler\./],
};

/** What is said of a definition that someone wrote without types. */
const problemsOf = (changes: object) =>
  definitionProblems(defineModel({ ...spec, ...changes } as typeof spec)).map(
    ({ field, expected, found }) => `${field}: expected ${expected}, found ${found}`,
  );

test("a definition as it should be has no problems", () => expect(problemsOf({})).toEqual([]));

test("what is no object is told as such", () => {
  expect(definitionProblems(undefined)).toEqual([
    { field: "the definition", expected: "what defineModel returns", found: "undefined" },
  ]);
});

describe("a field that is not what it should be", () => {
  test("is named, with what it is and should be", () => {
    expect(problemsOf({ modelType: "", parseConfig: {}, onnxConfig: class Plain {}, mayHold: ["^pooler"] })).toEqual([
      'modelType: expected the model_type of config.json, found ""',
      "parseConfig: expected a function of a config.json, found {}",
      "onnxConfig: expected a class that extends OnnxConfig, found the class Plain",
      'mayHold: expected a list of regular expressions, found ["^pooler"]',
    ]);
  });

  test.each<[object, string]>([
    [
      { "fill-masks": { architecture: "A", forward: () => ({}) } },
      'tasks.fill-masks: expected one of the tasks fill-mask, found "fill-masks"',
    ],
    [
      { "fill-mask": { architecture: "A", forward: "later" } },
      'tasks.fill-mask.forward: expected a function of a config, parameters and inputs, found "later"',
    ],
    [
      { "fill-mask": { forward: () => ({}) } },
      "tasks.fill-mask.architecture: expected the name of a class in config.json's architectures, found undefined",
    ],
    [
      { "text2text-generation": { architecture: "A", encoder: () => ({}) } },
      "tasks.text2text-generation.decoder: expected a function of a config, parameters and inputs, found undefined",
    ],
    [
      { "fill-mask": { architecture: "A", forward: () => ({}), parts: { head: 1 } } },
      "tasks.fill-mask.parts.head: expected a function of a config, parameters and inputs, found 1",
    ],
  ])("in a task: %j", (tasks, problem) => expect(problemsOf({ tasks })).toEqual([problem]));

  test("in what serves as a part, or is made of parts", () => {
    const asDecoder = { architecture: "A", base: "a", parseConfig: spec.parseConfig };
    expect(problemsOf({ asDecoder, composition: { parts: { encoder: true } } })).toEqual([
      "asDecoder.forward: expected a function of a config, parameters and inputs, found undefined",
      "composition.parts.encoder: expected a function of a definition, found true",
      "composition.compose: expected a function of the parts, found undefined",
    ]);
  });
});
