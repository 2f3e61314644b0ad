import { describe, expect, test } from "@jest/globals";
import {
  ConfigError,
  isTransonnxError,
  MissingTensorError,
  nearNames,
  OptionError,
  TaskInferenceError,
  TransonnxError,
  UnexpectedTensorError,
  UnknownModelTypeError,
} from "./index.ts";
import { AtolError, ShapeError } from "./validation-errors.ts";

describe("an error", () => {
  test("says in one paragraph where, what was expected, what was found and what to do next", () => {
    const error = new TransonnxError("the header is cut", {
      where: "model.safetensors",
      expected: "1024 bytes",
      found: "17",
      advice: "Download the file again",
    });
    expect(error.message).toBe(
      "model.safetensors: the header is cut: expected 1024 bytes, found 17. Download the file again.",
    );
    expect(error.where).toBe("model.safetensors");
  });

  test("is recognised by its brand, whichever copy of the package it comes from", () => {
    const foreign = Object.assign(new Error("from another copy"), { [Symbol.for("transonnx.Error")]: true });
    expect(
      [foreign, new ConfigError({ field: "hidden_act" }), new Error("not ours"), null].map(isTransonnxError),
    ).toEqual([true, true, false, false]);
  });

  test("has its class's name, and its parts as fields", () => {
    const error = new ConfigError({ where: "bert", field: "hidden_act", value: "swiglu", allowed: ["gelu", "relu"] });
    expect(error).toMatchObject({ name: "ConfigError", field: "hidden_act", value: "swiglu" });
    expect(error.message).toBe('bert: the config\'s "hidden_act" is "swiglu": expected "gelu", "relu".');
    expect(new ConfigError({ field: "vocab_size", expected: "a positive integer" }).message).toBe(
      'config: the config has no "vocab_size": expected a positive integer.',
    );
  });

  test("cuts long values of untrusted files", () => {
    const error = new OptionError({ where: "export", option: "task", value: "x".repeat(10_000) });
    expect(error.message.length).toBeLessThan(200);
  });
});

describe("names of untrusted files", () => {
  test("are cut, and lose what a terminal would obey", () => {
    const esc = "\u001b[2J\u202e";
    const errors = [
      new MissingTensorError({ tensor: esc }),
      new UnexpectedTensorError({ tensors: [esc, "x".repeat(5000)] }),
      new UnknownModelTypeError({ modelType: `${esc}${"x".repeat(1_000_000)}`, known: ["bert"] }),
      new TaskInferenceError({ where: "bert", architectures: [esc], supported: ["fill-mask"] }),
      new ConfigError({ field: "hidden_act", value: `${esc}\u009b31m` }),
    ];
    for (const { message } of errors) {
      expect(message).toMatch(/^[^\p{C}]{1,900}$/u);
      expect(message).toContain("\\u001b[2J\\u202e");
    }
  });

  test("stand in quotes where they are not plain", () => {
    const { message } = new UnexpectedTensorError({ where: "bert", tensors: ["a.b", "", "c d"] });
    expect(message).toMatch(/^bert: 3 tensors are not part of the model: a\.b, "", "c d"\./);
    const long = Array.from({ length: 30 }, () => "x".repeat(5000));
    expect(new UnexpectedTensorError({ tensors: long }).message).toMatch(/^.{1,2500} and \d+ more\./);
    expect(new UnexpectedTensorError({ tensors: ["a"] }).message).toMatch(/1 tensor is not part of the model: a\./);
  });
});

test("a missing tensor names the similar ones", () => {
  const error = new MissingTensorError({
    tensor: "bert.encoder.layer.0.output.LayerNorm.weight",
    where: "model.safetensors",
    tensors: ["bert.encoder.layer.0.output.LayerNorm.gamma", "cls.predictions.bias"],
  });
  expect(error.near).toEqual(["bert.encoder.layer.0.output.LayerNorm.gamma"]);
});

test("mismatches of a validation are listed one by one", () => {
  const shapes = new ShapeError({ mismatches: [{ output: "logits", expected: [2, 16, 99], found: [2, 16, 98] }] });
  expect(shapes.message).toBe(
    "output shapes differ from the reference: logits: expected [2, 16, 99], found [2, 16, 98].",
  );
  const values = new AtolError({
    where: "model.onnx",
    atol: 1e-5,
    mismatches: [{ output: "logits", maxDifference: 0.25, at: [1, 3] }],
    node: "bert.encoder.layer.0.attention.self/Attention",
  });
  expect(values.message).toBe(
    "model.onnx: values differ from the reference by more than 0.00001: logits: 0.25 at [1, 3]; " +
      "the first node that differs is bert.encoder.layer.0.attention.self/Attention.",
  );
});

test("near names are those a typing mistake away, with _ and - alike", () => {
  expect(nearNames("xlm_roberto", ["xlm-roberta", "roberta", "bert"])).toEqual(["xlm-roberta"]);
  expect(nearNames("bret", ["bert", "gpt2"])).toEqual(["bert"]);
  expect(nearNames("abcdefgh", ["xbcdefgh", "abcdefg", "bcdefgh", "abxyzfgh"])).toEqual([
    "xbcdefgh",
    "abcdefg",
    "bcdefgh",
  ]);
  expect(nearNames("something-else", ["bert", "gpt2"])).toEqual([]);
});
