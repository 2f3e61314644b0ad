import { describe, expect, test } from "@jest/globals";
import { relu } from "@transonnx/graph";
import { OptionError, UnsupportedTaskError } from "../errors/index.ts";
import {
  computeEffectiveAxisDimension,
  computeSerializedParametersSize,
  EXTERNAL_DATA_FORMAT_SIZE_LIMIT,
  numLabels,
  OnnxConfig,
  operatorOverrides,
  type PatchingSpec,
  type PretrainedConfig,
} from "./index.ts";

class EncoderOnnxConfig extends OnnxConfig {
  static override readonly atolForValidation = { "fill-mask": 1e-4 };
  static override readonly variants: Readonly<Record<string, string>> = { split: "two files", monolith: "one file" };
  static override readonly defaultVariant = "split";

  get inputs() {
    const axes = { 0: "batch_size", 1: "sequence_length" };
    return { input_ids: axes, attention_mask: axes };
  }
}

const config: PretrainedConfig = { model_type: "encoder", use_cache: true };

describe("an OnnxConfig", () => {
  test("is made as in optimum, or as in transformers.onnx", () => {
    expect(new EncoderOnnxConfig(config, "fill-mask", { intDtype: "int32" })).toMatchObject({
      task: "fill-mask",
      intDtype: "int32",
      floatDtype: "fp32",
    });
    const made = EncoderOnnxConfig.fromModelConfig(config, "masked-lm");
    expect(made).toBeInstanceOf(EncoderOnnxConfig);
    expect(made.task).toBe("fill-mask");
    expect(EncoderOnnxConfig.fromModelConfig(config).task).toBe("feature-extraction");
  });

  test("names inputs and outputs in order, with their free axes", () => {
    const made = new EncoderOnnxConfig(config, "question-answering");
    expect(Object.keys(made.inputs)).toEqual(["input_ids", "attention_mask"]);
    expect(Object.entries(made.outputs)).toEqual([
      ["start_logits", { 0: "batch_size", 1: "sequence_length" }],
      ["end_logits", { 0: "batch_size", 1: "sequence_length" }],
    ]);
  });

  test("has no outputs for a task whose outputs depend on the model", () => {
    expect(() => new EncoderOnnxConfig(config, "text-to-audio").outputs).toThrow(/a class that overrides outputs/);
  });

  test("refuses unknown tasks, and past keys and values", () => {
    expect(() => new EncoderOnnxConfig(config, "fill-msak")).toThrow(UnsupportedTaskError);
    expect(() => new EncoderOnnxConfig(config, "default-with-past")).toThrow(
      /^EncoderOnnxConfig: the task "default-with-past" is not supported: expected one of feature-extraction/,
    );
  });

  test("refuses element types that it does not know", () => {
    const options = { floatDtype: "float32" as never };
    expect(() => new EncoderOnnxConfig(config, "default", options)).toThrow(OptionError);
    expect(() => new EncoderOnnxConfig(config, "default", options)).toThrow(/expected "fp32", "fp16", "bf16"/);
  });

  test("has defaults of its class: opset, tolerance, values to override", () => {
    const made = new EncoderOnnxConfig(config, "fill-mask");
    expect(made.defaultOnnxOpset).toBe(23);
    expect(made.atolForValidation).toBe(1e-4);
    expect(new EncoderOnnxConfig(config).atolForValidation).toBe(1e-5);
    expect(made.valuesOverride).toEqual({ use_cache: false });
    expect(new EncoderOnnxConfig({ model_type: "encoder" }).valuesOverride).toBeUndefined();
    expect([made.defaultBatchSize, made.defaultSequenceLength, made.defaultNumChoices]).toEqual([2, 8, 4]);
  });

  test("may have parts, each with a configuration of its own", () => {
    class TwoTowersOnnxConfig extends EncoderOnnxConfig {
      override get parts() {
        return this.variant === "split" ? ["left", "right"] : [];
      }
      override get outputs() {
        return { [this.part ?? "both"]: { 0: "batch_size" } };
      }
    }
    const whole = new TwoTowersOnnxConfig(config, "default", { intDtype: "int32" });
    const left = whole.withPart("left");
    expect([whole, left].map(({ part, outputs }) => [part, Object.keys(outputs)])).toEqual([
      [undefined, ["both"]],
      ["left", ["left"]],
    ]);
    expect(left).toMatchObject({ variant: "split", intDtype: "int32", parts: ["left", "right"] });
    expect(() => whole.withPart("middle")).toThrow(/part.*expected "left", "right"/);
    whole.variant = "monolith";
    expect(() => whole.withPart("left")).toThrow(OptionError);
  });

  test("has variants, of which one is the default", () => {
    const made = new EncoderOnnxConfig(config);
    expect(made.variant).toBe("split");
    made.variant = "monolith";
    expect(made.variant).toBe("monolith");
    expect(() => {
      made.variant = "folded";
    }).toThrow(/variant is "folded": expected "split", "monolith"/);
  });

  test("orders and renames the inputs by the parameters of forward", () => {
    class Renamed extends EncoderOnnxConfig {
      override get torchToOnnxInputMap() {
        return { attention_mask: "encoder_attention_mask" };
      }
    }
    const made = new Renamed(config);
    expect(Object.keys(made.orderedInputs())).toEqual(["input_ids", "encoder_attention_mask"]);
    expect(Object.keys(made.orderedInputs(["attention_mask", "labels", "input_ids"]))).toEqual([
      "encoder_attention_mask",
      "input_ids",
    ]);
    expect(Object.keys(made.orderedInputs(["input_ids"]))).toEqual(["input_ids"]);
  });

  test("passes the reference's inputs on to ONNX Runtime", () => {
    const inputs = { input_ids: { dtype: "int64", shape: [1], data: BigInt64Array.of(7n) } } as const;
    const made = new EncoderOnnxConfig(config);
    expect(made.generateDummyInputsOnnxruntime(inputs)).toBe(inputs);
    expect(made.generateDummyInputsForValidation(inputs, ["input_ids"])).toBe(inputs);
  });

  test("says which input no generator makes", () => {
    expect(() => new EncoderOnnxConfig(config).generateDummyInputs()).toThrow(
      /^EncoderOnnxConfig: no dummy input generator makes "input_ids"/,
    );
  });

  test("leaves written files as they are", async () => {
    const made = new EncoderOnnxConfig(config);
    const models = { model: made };
    expect(await made.postProcessExportedModels("out", models, ["model.onnx"])).toEqual([models, ["model.onnx"]]);
  });
});

describe("sizes", () => {
  test("external data is needed from 2 GB of float32 on", () => {
    expect(EXTERNAL_DATA_FORMAT_SIZE_LIMIT).toBe(2_147_483_648);
    expect(computeSerializedParametersSize(10)).toBe(40);
    expect(OnnxConfig.useExternalDataFormat(2 ** 29 - 1)).toBe(false);
    expect(new EncoderOnnxConfig(config).useExternalDataFormat(2 ** 29)).toBe(true);
  });

  test("a dynamic axis gets the fixed size, less the tokens that are added", () => {
    expect(computeEffectiveAxisDimension(-1, 8, 2)).toBe(6);
    expect(computeEffectiveAxisDimension(16, 8, 2)).toBe(14);
  });
});

test("flattenOutputCollectionProperty numbers what is nested", () => {
  const layers = [
    ["key 0", "value 0"],
    ["key 1", "value 1"],
  ];
  expect(OnnxConfig.flattenOutputCollectionProperty("past_key_values", layers)).toEqual({
    "past_key_values.0": "key 0",
    "past_key_values.1": "value 0",
    "past_key_values.2": "key 1",
    "past_key_values.3": "value 1",
  });
  expect(new EncoderOnnxConfig(config).flattenOutputCollectionProperty("hidden", ["a", "b"])).toEqual({
    "hidden.0": "a",
    "hidden.1": "b",
  });
});

describe("patching specs", () => {
  const spec = (name: string, rest: Partial<PatchingSpec> = {}): PatchingSpec => ({
    o: "",
    name,
    customOp: ([x]) => [relu(x!)],
    ...rest,
  });

  test("are those of the class and of the export, and leave the class's list alone", () => {
    class Patched extends EncoderOnnxConfig {
      static override readonly patchingSpecs = [spec("Gelu")];
    }
    const made = new Patched(config, "default", { patchingSpecs: [spec("Erf")] });
    expect(made.patchingSpecs.map(({ name }) => name)).toEqual(["Gelu", "Erf"]);
    expect(Patched.patchingSpecs).toHaveLength(1);
  });

  test("override operators by domain and name, the later first", () => {
    const first = spec("Gelu");
    const second = spec("Gelu", { o: "ai.onnx" });
    const overrides = operatorOverrides([first, second, spec("Gelu", { o: "com.microsoft" })]);
    expect([...overrides.keys()]).toEqual(["::Gelu", "com.microsoft::Gelu"]);
    expect(overrides.get("::Gelu")).toBe(second.customOp);
  });

  test("are wrapped by opWrapper", () => {
    const wrapped = operatorOverrides([
      spec("Gelu", { opWrapper: (op) => (inputs, attributes, outputs) => op(inputs, attributes, outputs) }),
    ]);
    expect(wrapped.get("::Gelu")).toBeInstanceOf(Function);
  });
});

describe("numLabels", () => {
  test.each([
    ["the size of id2label", { id2label: { 0: "no", 1: "maybe", 2: "yes" }, num_labels: 9 }, 3],
    ["num_labels without it", { id2label: null, num_labels: 9 }, 9],
    ["2 without either", {}, 2],
  ])("is %s", (_rule, fields, count) => {
    expect(numLabels({ model_type: "bert", ...fields })).toBe(count);
  });

  test.each([[{ num_labels: 0 }], [{ num_labels: 1.5 }], [{ id2label: "no" }]])("refuses %j", (fields) => {
    expect(() => numLabels({ model_type: "bert", ...fields })).toThrow(/^bert: the config's "/);
  });
});
