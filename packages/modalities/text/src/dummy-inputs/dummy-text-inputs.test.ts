import { describe, expect, test } from "@jest/globals";
import { NormalizedConfig, OptionError, UnknownOptionError } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";
import {
  DummyTextInputGenerator,
  DummyXPathSeqInputGenerator,
  LongformerDummyTextInputGenerator,
  TextEncoderOnnxConfig,
} from "../index.ts";

class BertOnnxConfig extends TextEncoderOnnxConfig {
  get inputs() {
    return { input_ids: this.textAxes, attention_mask: this.textAxes, token_type_ids: this.textAxes };
  }
}

const config = { model_type: "bert", vocab_size: 99, type_vocab_size: 2 };
const values = ({ data }: NDArray) => Array.from(data as ArrayLike<number>, Number);
const shapesOf = (inputs: Readonly<Record<string, NDArray>>) => Object.values(inputs).map(({ shape }) => shape);

describe("generateDummyInputs from shapes", () => {
  test("makes optimum's default sizes, 2 texts of 16 tokens", () => {
    const inputs = new BertOnnxConfig(config).generateDummyInputs();
    expect(Object.keys(inputs)).toEqual(["input_ids", "attention_mask", "token_type_ids"]);
    expect(shapesOf(inputs)).toEqual([
      [2, 16],
      [2, 16],
      [2, 16],
    ]);
  });

  test("takes every size by its name, in either spelling", () => {
    const bert = new BertOnnxConfig(config);
    expect(bert.generateDummyInputs({ batch_size: 3, sequence_length: 5 })).toEqual(
      bert.generateDummyInputs({ batchSize: 3, sequenceLength: 5, framework: "pt", image_width: 8, numChannels: 1 }),
    );
    const choices = new BertOnnxConfig(config, "multiple-choice").generateDummyInputs({ num_choices: 6 });
    expect(choices.input_ids?.shape).toEqual([2, 6, 16]);
  });

  test("gives the same values for the same seed", () => {
    const bert = new BertOnnxConfig(config);
    expect(bert.generateDummyInputs()).toEqual(bert.generateDummyInputs({ seed: 0 }));
    expect(bert.generateDummyInputs({ seed: 1 }).input_ids).not.toEqual(bert.generateDummyInputs().input_ids);
  });

  test("draws sizes from ranges, the same for all inputs", () => {
    const drawn = new Set<string>();
    for (let seed = 0; seed < 40; seed++) {
      const range = { random_batch_size_range: [1, 2], randomSequenceLengthRange: [3, 4], seed } as const;
      const shapes = shapesOf(new BertOnnxConfig(config).generateDummyInputs(range));
      expect(new Set(shapes.map(String)).size).toBe(1);
      drawn.add(String(shapes[0]));
    }
    expect([...drawn].sort()).toEqual(["1,3", "1,4", "2,3", "2,4"]);
  });

  test.each([
    [{ batch_size: 0 }, OptionError],
    [{ sequence_length: 2.5 }, OptionError],
    [{ padding_side: "top" as never }, OptionError],
    [{ random_batch_size_range: [4, 2] as const }, OptionError],
    [{ seed: Number.NaN }, OptionError],
    [{ batchsize: 2 } as object, UnknownOptionError],
  ])("refuses %j", (options, ErrorClass) => {
    expect(() => new BertOnnxConfig(config).generateDummyInputs(options)).toThrow(ErrorClass);
  });

  test("names the option that a misspelt one may have meant", () => {
    expect(() => new BertOnnxConfig(config).generateDummyInputs({ sequence_lenght: 2 } as object)).toThrow(
      /there is no option "sequence_lenght".* The nearest known: sequence_length/,
    );
  });
});

describe("DummyTextInputGenerator", () => {
  const generator = (fields: object, options = {}) =>
    new DummyTextInputGenerator("feature-extraction", new NormalizedConfig({ ...config, ...fields }), {
      batch_size: 20,
      ...options,
    });

  test("keeps ids below the sizes of the config", () => {
    expect(Math.max(...values(generator({ vocab_size: 3 }).generate("input_ids")))).toBe(2);
    expect(Math.max(...values(generator({ type_vocab_size: 1 }).generate("token_type_ids")))).toBe(0);
    expect(Math.max(...values(generator({ type_vocab_size: null }).generate("token_type_ids")))).toBe(1);
    expect(Math.max(...values(generator({}).generate("position_ids")))).toBe(15);
  });

  test("pads masks on the side that is asked for", () => {
    const row = (side: "left" | "right") =>
      values(generator({}, { padding_side: side }).generate("attention_mask"))
        .slice(0, 16)
        .join("");
    expect(row("right")).toMatch(/^1+0+$/);
    expect(row("left")).toMatch(/^0+1+$/);
  });

  test("supports names by their beginnings", () => {
    expect(generator({}).supportsInput("input_ids")).toBe(true);
    expect(generator({}).supportsInput("attention_mask.0")).toBe(true);
    expect(generator({}).supportsInput("decoder_input_ids")).toBe(false);
  });
});

test("Longformer's dummy inputs attend nowhere globally", () => {
  const made = new LongformerDummyTextInputGenerator("fill-mask", new NormalizedConfig(config));
  expect(new Set(values(made.generate("global_attention_mask")))).toEqual(new Set([0]));
  expect(made.generate("input_ids").shape).toEqual([2, 16]);
});

test("XPaths are below their padding ids, at every depth", () => {
  const markuplm = { model_type: "markuplm", vocab_size: 99, max_depth: 5, tag_pad_id: 3, subs_pad_id: 4 };
  const made = new DummyXPathSeqInputGenerator("fill-mask", new NormalizedConfig(markuplm), { batch_size: 9 });
  const tags = made.generate("xpath_tags_seq");
  expect(tags.shape).toEqual([9, 16, 5]);
  expect(Math.max(...values(tags))).toBe(2);
  expect(Math.max(...values(made.generate("xpath_subs_seq", { intDtype: "int32" })))).toBe(3);
});
