import { describe, expect, test } from "@jest/globals";
import { DummyInputGenerator } from "../dummy-inputs/dummy-input-generator.ts";
import { OptionError } from "../errors/option-error.ts";
import { NormalizedSeq2SeqConfig } from "../normalized-config/normalized-seq2seq-config.ts";
import { NormalizedTextConfig } from "../normalized-config/normalized-text-config.ts";
import type { Axes } from "../tasks/axes.ts";
import { ConfigBehavior } from "./config-behavior.ts";
import { OnnxConfigWithPast } from "./onnx-config-with-past.ts";
import { OnnxSeq2SeqConfigWithPast } from "./onnx-seq2seq-config-with-past.ts";
import type { PretrainedConfig } from "./pretrained-config.ts";

class Ids extends DummyInputGenerator {
  static override readonly supportedInputNames = ["input_ids", "attention_mask"];
  generate() {
    return this.constructorOf.constantTensor([this.options.batch_size, this.options.sequence_length], 1, "int64");
  }
  get constructorOf() {
    return this.constructor as typeof DummyInputGenerator;
  }
}

class Past extends DummyInputGenerator {
  static override readonly supportedInputNames = ["past_key_values"];
  generate() {
    return this.randomFloatTensor([this.options.batch_size, 2, this.options.past_sequence_length, 4]);
  }
}

class ToyDecoderOnnxConfig extends OnnxConfigWithPast {
  static override readonly normalizedConfigClass = NormalizedTextConfig;
  static override readonly dummyInputGeneratorClasses = [Ids, Past];
  static override readonly padAttentionMaskToPast = true;
  get inputs() {
    const inputs: Record<string, Axes> = {
      input_ids: { 0: "batch_size", 1: "sequence_length" },
      attention_mask: { 0: "batch_size", 1: "past_sequence_length + sequence_length" },
    };
    if (this.usePastInInputs) this.addPastKeyValues(inputs, "inputs");
    return inputs;
  }
}

const config: PretrainedConfig = {
  model_type: "toy",
  num_hidden_layers: 1,
  num_attention_heads: 2,
  hidden_size: 8,
  vocab_size: 9,
};

describe("OnnxConfigWithPast", () => {
  test.each([
    ["text-generation", false, false],
    ["causal-lm-with-past", true, true],
    ["feature-extraction-with-past", true, false],
  ])("%s: usePast %s, usePastInInputs %s", (task, usePast, usePastInInputs) => {
    const made = new ToyDecoderOnnxConfig(config, task);
    expect([made.usePast, made.usePastInInputs]).toEqual([usePast, usePastInInputs]);
    expect(Object.keys(made.outputs).slice(1)).toEqual(usePast ? ["present.0.key", "present.0.value"] : []);
    expect(made.taskName.endsWith("-with-past")).toBe(usePast);
  });

  test("withPast is transformers.onnx's way to the same", () => {
    const made = ToyDecoderOnnxConfig.withPast(config, "causal-lm");
    expect(made.usePast).toBe(true);
    expect([made.numLayers, made.numAttentionHeads]).toEqual([1, 2]);
  });

  test("use_cache follows the past", () => {
    const cached = { ...config, use_cache: true };
    expect(new ToyDecoderOnnxConfig(cached, "text-generation").valuesOverride).toEqual({ use_cache: false });
    expect(new ToyDecoderOnnxConfig(cached, "text-generation-with-past").valuesOverride).toEqual({ use_cache: true });
    expect(new ToyDecoderOnnxConfig(config).valuesOverride).toBeUndefined();
  });

  test("names the past as optimum does, and as transformers does", () => {
    const made = new ToyDecoderOnnxConfig(config, "text-generation-with-past");
    const inputs: Record<string, Axes> = {};
    made.addPastKeyValues(inputs, "inputs");
    expect(inputs["past_key_values.0.key"]).toEqual({ 0: "batch_size", 2: "past_sequence_length" });
    const outputs: Record<string, Axes> = {};
    made.fillWithPastKeyValues(outputs, "outputs", true);
    expect(outputs).toEqual({
      "present.0.key": { 0: "batch", 2: "past_sequence + sequence" },
      "present.0.value": { 0: "batch", 1: "past_sequence + sequence" },
    });
    expect(() => made.addPastKeyValues({}, "sideways" as never)).toThrow(OptionError);
    expect(() => made.fillWithPastKeyValues({}, "sideways" as never)).toThrow('"inputs", "outputs"');
  });

  test("flattens keys and values by layer", () => {
    const made = new ToyDecoderOnnxConfig(config);
    expect(made.flattenOutputCollectionProperty("present", [["k", "v"]])).toEqual({
      "present.0.key": "k",
      "present.0.value": "v",
    });
    expect(made.flattenOutputCollectionProperty("hidden_states", ["a"])).toEqual({ "hidden_states.0": "a" });
  });

  test("dummy masks cover the past", () => {
    const made = new ToyDecoderOnnxConfig(config, "text-generation-with-past");
    const inputs = made.generateDummyInputs({ sequence_length: 3, past_sequence_length: 5 });
    expect(inputs.attention_mask!.shape).toEqual([2, 8]);
    expect(made.generateDummyInputs({ past_sequence_length: 0 })["past_key_values.0.key"]!.shape).toEqual([2, 2, 0, 4]);
  });

  test("a tokenizer's inputs get a past of zeros, two tokens longer than the text", async () => {
    const made = new ToyDecoderOnnxConfig(config, "text-generation-with-past");
    const tokenizer = Object.assign(
      (texts: string[]) => ({ input_ids: texts.map(() => [1, 2, 3]), attention_mask: texts.map(() => [1, 1, 1]) }),
      { numSpecialTokensToAdd: () => 0 },
    );
    const inputs = await made.generateDummyInputs({ tokenizer });
    expect(Object.keys(inputs)).toEqual(Object.keys(made.inputs));
    expect(inputs["past_key_values.0.value"]!.shape).toEqual([2, 2, 5, 4]);
    expect(inputs.attention_mask!.shape).toEqual([2, 8]);
  });
});

class ToySeq2SeqOnnxConfig extends OnnxSeq2SeqConfigWithPast {
  static override readonly normalizedConfigClass = NormalizedSeq2SeqConfig.withArgs({
    encoder_num_layers: "encoder_layers",
    decoder_num_layers: "decoder_layers",
  });
  get inputs() {
    return {};
  }
}

const both = { ...config, encoder_layers: 2, decoder_layers: 1 };
const axesOf = (made: OnnxSeq2SeqConfigWithPast) =>
  Object.entries(made.outputs).map(([name, axes]) => `${name}: ${Object.values(axes).join(", ")}`);

describe("OnnxSeq2SeqConfigWithPast", () => {
  const whole = new ToySeq2SeqOnnxConfig(both, "seq2seq-lm-with-past");

  test("is the whole model unless it is made for a part", () => {
    expect(whole.behavior).toBe(ConfigBehavior.MONOLITH);
    expect(() => whole.withBehavior("both" as never)).toThrow('"monolith", "encoder", "decoder"');
  });

  test("an encoder extracts features and keeps no past", () => {
    const encoder = whole.withBehavior("encoder");
    expect([encoder.task, encoder.usePast]).toEqual(["feature-extraction", false]);
    expect(axesOf(encoder)).toEqual(["last_hidden_state: batch_size, encoder_sequence_length"]);
  });

  test("a decoder gives the keys of both sides at first, later only its own", () => {
    const first = whole.withBehavior("decoder", { usePast: true });
    expect(axesOf(first)).toEqual([
      "logits: batch_size, decoder_sequence_length",
      "present.0.decoder.key: batch_size, past_decoder_sequence_length + decoder_sequence_length",
      "present.0.decoder.value: batch_size, past_decoder_sequence_length + decoder_sequence_length",
      "present.0.encoder.key: batch_size, encoder_sequence_length",
      "present.0.encoder.value: batch_size, encoder_sequence_length",
    ]);
    const later = whole.withBehavior("decoder", { usePast: true, usePastInInputs: true });
    expect(Object.keys(later.outputs)).toEqual(["logits", "present.0.decoder.key", "present.0.decoder.value"]);
    expect(later.torchToOnnxInputMap.attention_mask).toBe("encoder_attention_mask");
  });

  test("transformers' names hold what each side has of layers", () => {
    const inputs: Record<string, Axes> = {};
    whole.fillWithPastKeyValues(inputs, "inputs");
    expect([whole.numLayers, whole.numAttentionHeads]).toEqual([
      [2, 1],
      [2, 2],
    ]);
    expect(inputs["past_key_values.0.decoder.key"]).toEqual({ 0: "batch", 2: "past_decoder_sequence" });
    expect(Object.keys(inputs)).toContain("past_key_values.1.encoder.key");
    expect(Object.keys(inputs)).not.toContain("past_key_values.1.decoder.key");
  });

  test("flattens two tensors a layer, or four", () => {
    expect(whole.flattenPastKeyValues("present", 0, [1, 2, 3, 4])).toEqual({
      "present.0.decoder.key": 1,
      "present.0.decoder.value": 2,
      "present.0.encoder.key": 3,
      "present.0.encoder.value": 4,
    });
    expect(() => whole.flattenPastKeyValues("present", 0, [1, 2, 3])).toThrow(OptionError);
  });
});
