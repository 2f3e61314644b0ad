import { describe, expect, test } from "@jest/globals";
import type { OnnxConfigConstructor } from "@transonnx/core";
import { TextEncoderOnnxConfig } from "../index.ts";

class BertOnnxConfig extends TextEncoderOnnxConfig {
  get inputs() {
    return { input_ids: this.textAxes, attention_mask: this.textAxes, token_type_ids: this.textAxes };
  }
}

class DistilBertOnnxConfig extends TextEncoderOnnxConfig {
  get inputs() {
    return { input_ids: this.textAxes, attention_mask: this.textAxes };
  }
}

const sequence = { 0: "batch_size", 1: "sequence_length" };
const choices = { 0: "batch_size", 1: "num_choices", 2: "sequence_length" };

/** What optimum-onnx writes for its text encoders: the axes of all inputs, and the outputs, by task. */
const tasks: [task: string, axes: object, outputs: [string, object][]][] = [
  ["feature-extraction", sequence, [["last_hidden_state", sequence]]],
  ["fill-mask", sequence, [["logits", sequence]]],
  ["multiple-choice", choices, [["logits", { 0: "batch_size", 1: "num_choices" }]]],
  [
    "question-answering",
    sequence,
    [
      ["start_logits", sequence],
      ["end_logits", sequence],
    ],
  ],
  ["text-classification", sequence, [["logits", { 0: "batch_size" }]]],
  ["token-classification", sequence, [["logits", sequence]]],
];

const withTokenTypes = ["input_ids", "attention_mask", "token_type_ids"];
const withoutTokenTypes = ["input_ids", "attention_mask"];
const modelTypes: [modelType: string, OnnxConfigClass: OnnxConfigConstructor, inputNames: string[]][] = [
  ["bert", BertOnnxConfig, withTokenTypes],
  ["electra", BertOnnxConfig, withTokenTypes],
  ["albert", BertOnnxConfig, withTokenTypes],
  ["roberta", DistilBertOnnxConfig, withoutTokenTypes],
  ["xlm-roberta", DistilBertOnnxConfig, withoutTokenTypes],
  ["camembert", DistilBertOnnxConfig, withoutTokenTypes],
  ["data2vec-text", DistilBertOnnxConfig, withoutTokenTypes],
  ["distilbert", DistilBertOnnxConfig, withoutTokenTypes],
  ["mpnet", DistilBertOnnxConfig, withoutTokenTypes],
];

describe.each(modelTypes)("%s", (modelType, OnnxConfigClass, inputNames) => {
  test.each(tasks)("has the names, order and axes of optimum for %s", (task, axes, outputs) => {
    const onnxConfig = new OnnxConfigClass({ model_type: modelType, vocab_size: 99 }, task);
    expect(Object.entries(onnxConfig.inputs)).toEqual(inputNames.map((name) => [name, axes]));
    expect(Object.entries(onnxConfig.outputs)).toEqual(outputs);
  });
});

describe("the types of a text encoder's inputs", () => {
  const config = { model_type: "bert", vocab_size: 99, type_vocab_size: 2 };

  test("have a symbol for every free axis", () => {
    expect(new BertOnnxConfig(config).inputTypes()).toEqual({
      input_ids: { dtype: "int64", shape: ["batch_size", "sequence_length"] },
      attention_mask: { dtype: "int64", shape: ["batch_size", "sequence_length"] },
      token_type_ids: { dtype: "int64", shape: ["batch_size", "sequence_length"] },
    });
    const { input_ids } = new BertOnnxConfig(config, "multiple-choice", { intDtype: "int32" }).inputTypes();
    expect(input_ids).toEqual({ dtype: "int32", shape: ["batch_size", "num_choices", "sequence_length"] });
  });

  test("have a number for an axis that the configuration fixes", () => {
    class FixedOnnxConfig extends TextEncoderOnnxConfig {
      get inputs() {
        return { input_ids: { 0: "batch_size" } };
      }
    }
    expect(new FixedOnnxConfig(config).inputTypes({ sequence_length: 128 })).toEqual({
      input_ids: { dtype: "int64", shape: ["batch_size", 128] },
    });
  });

  test("cannot name an axis that is not there", () => {
    class WrongOnnxConfig extends TextEncoderOnnxConfig {
      get inputs() {
        return { input_ids: { 0: "batch_size", 2: "sequence_length" } };
      }
    }
    expect(() => new WrongOnnxConfig(config).inputTypes()).toThrow(
      /^WrongOnnxConfig: axis 2 of the input "input_ids" has a name: expected axes below .*, 2\./,
    );
  });
});

test("a text encoder's sizes are read under names that do not depend on the model", () => {
  const { normalizedConfig } = new BertOnnxConfig({ model_type: "bert", vocab_size: 99, num_hidden_layers: 2 });
  expect([normalizedConfig.vocabSize, normalizedConfig.numLayers]).toEqual([99, 2]);
});
