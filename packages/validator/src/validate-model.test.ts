import { beforeAll, describe, expect, test } from "@jest/globals";
import type { TransonnxError } from "@transonnx/core";
import { isTransonnxError } from "@transonnx/core";
import { arrayOf } from "@transonnx/graph";
import { encodeModel, type ModelSpec, toStored } from "@transonnx/onnx";
import {
  damaged,
  node,
  tinyConfig,
  tinyReference,
  tinySpec,
  tinyTensors,
  withElement,
  withNode,
} from "../test/tiny-model.ts";
import { assertValid, onnxruntimeNode, type Runtime, type ValidateModelOptions, validateModel } from "./index.ts";

let runtime: Runtime;
beforeAll(async () => {
  runtime = await onnxruntimeNode();
});

const validated = async (spec: ModelSpec, options: Partial<ValidateModelOptions> = {}) =>
  validateModel({
    ...{ ...tinyReference(), onnxConfig: tinyConfig(), runtime, model: await encodeModel(spec) },
    ...options,
  });

/** The error that a user sees. */
async function errorOf(spec: ModelSpec, options: Partial<ValidateModelOptions> = {}): Promise<TransonnxError> {
  const report = await validated(spec, options);
  expect(report.passed).toBe(false);
  try {
    assertValid(report);
  } catch (error) {
    if (isTransonnxError(error)) return error;
    throw error;
  }
  throw new Error("the damage went unnoticed");
}

describe("a model that is right", () => {
  test("passes every check, in several sizes and paddings", async () => {
    const report = await validated(tinySpec);
    expect(report.checks.filter(({ status }) => status !== "passed")).toEqual([]);
    expect(report).toMatchObject({ passed: true, complete: true, atol: 1e-5, rtol: 1e-5, seed: 0 });
    expect(report.maxDifference).toBeLessThan(1e-5);
    expect(report.cases.map(({ name }) => name)).toEqual([
      "batch_size 2, sequence_length 5, right padding",
      "batch_size 3, sequence_length 3, no padding",
      "batch_size 1, sequence_length 4, left padding",
      "batch_size 1, sequence_length 1, no padding",
    ]);
    expect(new Set(report.checks.map(({ check }) => check)).size).toBe(10);
    assertValid(report, { strict: true });
  });

  test("is run in the sizes that a user gives, and with other seeds", async () => {
    const { cases } = await validated(tinySpec, { shapes: { batchSize: 4, sequence_length: 9 } });
    expect(cases.map(({ shapes }) => shapes.input_ids)).toEqual([
      [4, 9],
      [3, 8],
      [4, 9],
      [1, 1],
    ]);
    const differences = async (seed: number) =>
      (await validated(tinySpec, { seed })).cases.map((one) => one.differences);
    expect(await differences(0)).toEqual(await differences(0));
    expect(await differences(1)).not.toEqual(await differences(0));
  });

  test("is run on a tokenizer's inputs too, one larger than transformers.onnx exports", async () => {
    const preprocessor = Object.assign(
      (texts: readonly string[]) => ({
        input_ids: texts.map(() => new Array(9).fill(3)),
        attention_mask: texts.map(() => new Array(9).fill(1)),
      }),
      { unk_token: "?", num_special_tokens_to_add: () => 0 },
    );
    const { cases, passed } = await validated(tinySpec, { preprocessor });
    expect(passed).toBe(true);
    expect(cases.at(-1)).toMatchObject({ name: "preprocessor", shapes: { input_ids: [3, 9] } });
  });
});

describe("damage to what the model declares", () => {
  test("a renamed output", async () => {
    const renamed = damaged(({ outputs, nodes }) => ({
      outputs: [{ ...outputs[0]!, name: "hidden" }],
      nodes: nodes.map((node) => (node.name === "layer.1/Reshape" ? { ...node, outputs: ["hidden"] } : node)),
    }));
    const error = await errorOf(renamed);
    expect(error.name).toBe("OutputMatchError");
    expect(error.message).toBe("the outputs do not match: expected last_hidden_state, found hidden.");
  });

  test("inputs in another order", async () => {
    const error = await errorOf(damaged(({ inputs }) => ({ inputs: [...inputs].reverse() })));
    expect(error.name).toBe("NumberOfInputsMatchError");
    expect(error.message).toMatch(/expected input_ids, attention_mask, found attention_mask, input_ids/);
  });

  test("an axis of another name", async () => {
    const shape = ["batch_size", "length", 8];
    const error = await errorOf(damaged(({ outputs }) => ({ outputs: [{ ...outputs[0]!, shape }] })));
    expect(error.name).toBe("DynamicAxisNameError");
    expect(error.message).toBe('axis 1 of last_hidden_state is named "length": expected one of sequence_length.');
  });

  test("an axis without a name", async () => {
    const shape = ["batch_size", ""];
    const error = await errorOf(damaged(({ inputs }) => ({ inputs: [{ ...inputs[0]!, shape }, inputs[1]!] })));
    expect(error).toMatchObject({ name: "DynamicAxisNameError", output: "input_ids", axis: 1, symbol: "" });
  });

  test("a frozen batch size", async () => {
    const frozen = damaged(({ inputs }) => ({
      inputs: inputs.map((one) => ({ ...one, shape: [2, "sequence_length"] })),
    }));
    const error = await errorOf(frozen);
    expect(error).toMatchObject({ name: "ShapeError" });
    expect(error.message).toMatch(/input_ids: expected \[batch_size, sequence_length\], found \[2, sequence_length\]/);
    const report = await validated(frozen);
    expect(report.checks.filter(({ check, status }) => check === "run" && status === "failed")).toHaveLength(3);
    expect(report.complete).toBe(false);
  });

  test("another element type", async () => {
    const double = damaged(({ nodes, outputs }) => ({
      outputs: [{ ...outputs[0]!, dtype: "float64" }],
      nodes: [
        ...nodes.slice(0, -1),
        { ...nodes.at(-1)!, outputs: ["float"] },
        {
          ...nodes[0]!,
          name: "Cast",
          inputs: ["float"],
          outputs: ["last_hidden_state"],
          attributes: { to: { kind: "int", value: 11 } },
        },
      ],
    }));
    const error = await errorOf(double);
    expect(error.name).toBe("DTypeError");
    expect(error.message).toMatch(/last_hidden_state differs: expected float32, found float64/);
  });
});

describe("damage to what the model computes", () => {
  test("another operator in layer 1 is found by its path", async () => {
    const error = await errorOf(
      withNode("layer.1/Gelu", { attributes: { approximate: { kind: "string", value: "tanh" } } }),
    );
    expect(error).toMatchObject({ name: "AtolError", node: "layer.1/Gelu", atol: 1e-5 });
    expect(error.message).toMatch(/the first node that differs is layer\.1\/Gelu/);
    expect(error.message).toMatch(/\d+ of 80 values are beyond the tolerance/);
  });

  test("a weight with a flipped sign is found by its path, and by comparing it with the checkpoint", async () => {
    const weight = tinyTensors.get("layer.0.weight")!.data[9] as number;
    const report = await validated(withElement("layer.0.weight", 9, -weight));
    expect(report.divergence).toMatchObject({
      node: "layer.0/Gemm",
      path: "layer.0",
      op: "Gemm",
      initializers: ["layer.0.weight", "layer.0.bias"],
    });
    expect(() => assertValid(report)).toThrow(/first node that differs is layer\.0\/Gemm/);
    const weights = report.checks.find(({ check }) => check === "weights");
    expect(weights).toMatchObject({
      status: "failed",
      error: { name: "WeightMismatchError", tensors: ["layer.0.weight"] },
    });
  });

  test("a weight that no input reaches is found by comparing it with the checkpoint", async () => {
    const shapes = { random_sequence_length_range: [1, 1], random_batch_size_range: [1, 1] } as const;
    const error = await errorOf(withElement("embeddings.weight", 8 * 19, 5), { shapes });
    expect(error.name).toBe("WeightMismatchError");
    expect(error.message).toMatch(/embeddings\.weight: element 152 of float32\[20, 8\] differs/);
  });

  test("a value that is no number", async () => {
    const error = await errorOf(withElement("layer.1.bias", 0, Number.NaN));
    expect(error).toMatchObject({
      name: "AtolError",
      node: "layer.1/Gemm",
      mismatches: [{ maxDifference: Number.NaN }],
    });
  });

  test("an infinity", async () => {
    const error = await errorOf(withElement("layer.1.bias", 0, Number.POSITIVE_INFINITY));
    expect(error).toMatchObject({ name: "AtolError", mismatches: [{ maxDifference: Number.POSITIVE_INFINITY }] });
  });

  test("a mask that is not applied is found by the padded cases", async () => {
    const ones = { ...toStored(arrayOf("float32", [1], [1])), name: "ones" };
    const unmasked = withNode("embeddings/Mul", { inputs: ["embeddings/Gather", "ones"] });
    const { initializers } = unmasked.graph;
    const report = await validated({
      ...unmasked,
      graph: { ...unmasked.graph, initializers: [...initializers, ones] },
    });
    const failedCases = report.checks.filter(({ check, status }) => check === "values" && status === "failed");
    expect(failedCases.map((check) => check.case)).toEqual([
      "batch_size 2, sequence_length 5, right padding",
      "batch_size 1, sequence_length 4, left padding",
    ]);
    expect(report.divergence).toMatchObject({ node: "embeddings/Mul" });
  });

  test("results of another shape than the file declares", async () => {
    const none = { ...toStored(arrayOf("int64", [1], [0])), name: "none" };
    const cut = damaged(({ initializers, nodes }) => ({
      initializers: [...initializers, none],
      nodes: [
        ...nodes.slice(0, -1),
        { ...nodes.at(-1)!, outputs: ["whole"] },
        node("ReduceMax", ["attention_mask"], ["largest"], { keepdims: { kind: "int", value: 0 } }),
        node("Unsqueeze", ["largest", "none"], ["end"]),
        node("Slice", ["whole", "none", "end", "none"], ["last_hidden_state"]),
      ],
    }));
    const error = await errorOf(cut);
    expect(error.name).toBe("ShapeError");
    expect(error.message).toMatch(/last_hidden_state: expected \[2, 5, 8\], found \[1, 5, 8\]/);
  });

  test("a size that is frozen inside", async () => {
    const rows = { ...toStored(arrayOf("int64", [2], [10, 8])), name: "rows" };
    const frozen = damaged(({ initializers }) => ({
      initializers: initializers.map((one) => (one.name === "rows" ? rows : one)),
    }));
    const error = await errorOf(frozen);
    expect(error.name).toBe("RuntimeError");
    expect(error.message).toMatch(/does not run the model.*embeddings\/Reshape/);
  });
});

describe("a file that is no model", () => {
  test("fails to open, and nothing else is reported as passed", async () => {
    const report = await validateModel({
      ...{ ...tinyReference(), onnxConfig: tinyConfig(), runtime, model: new Uint8Array([1, 2, 3]) },
    });
    expect(report.checks.map(({ status }) => status)).toEqual(["failed", ...new Array(9).fill("not run")]);
    expect(() => assertValid(report)).toThrow(/onnxruntime-node does not open the model/);
  });
});

describe("checks that cannot run are not counted as passed", () => {
  test("a reference without a finite number", async () => {
    const reference = tinyReference();
    const nothing = (name: string) => ({
      ...tinyTensors.get(name)!,
      data: new Float32Array(64).fill(Number.NaN).subarray(0, tinyTensors.get(name)!.data.length),
    });
    const parameter = (name: string) => (name === "layer.1.weight" ? nothing(name) : tinyTensors.get(name)!);
    const broken = damaged(({ initializers }) => ({
      initializers: initializers.map((one) =>
        one.name === "layer.1.weight"
          ? { ...one, data: new Uint8Array(new Float32Array(64).fill(Number.NaN).buffer) }
          : one,
      ),
    }));
    const report = await validated(broken, { ...reference, parameter });
    expect(report.passed).toBe(false);
    expect(() => assertValid(report)).toThrow(/checks could not run.*the reference holds no finite number/);
  });

  test("a reference that cannot be computed", async () => {
    const report = await validated(tinySpec, {
      onnxConfig: tinyConfig(),
      ...tinyReference(),
      inputs: {},
      shapes: {},
      parameter: () => arrayOf("float32", [1], [1]),
    });
    expect(report.passed).toBe(false);
    expect(() => assertValid(report)).toThrow(/the inputs do not match/);
    expect(report.checks.some((check) => check.status === "not run" && /cannot be computed/.test(check.reason))).toBe(
      true,
    );
  });

  test("weights that are not compared", async () => {
    const report = await validated(tinySpec, { weights: false });
    expect(report).toMatchObject({ passed: true, complete: false });
    assertValid(report);
    expect(() => assertValid(report, { strict: true })).toThrow(/checks could not run: found weights: not asked for/);
  });

  test("an initializer that has no tensor's name", async () => {
    const renamed = damaged(({ initializers, nodes }) => ({
      initializers: initializers.map((one) => (one.name === "layer.0.bias" ? { ...one, name: "bias" } : one)),
      nodes: nodes.map((one) => ({
        ...one,
        inputs: one.inputs.map((name) => (name === "layer.0.bias" ? "bias" : name)),
      })),
    }));
    const report = await validated(renamed);
    expect(report).toMatchObject({ passed: true, complete: false });
    expect(() => assertValid(report, { strict: true })).toThrow(
      /1 tensors have no initializer of their name: layer\.0\.bias/,
    );
  });

  test("a free axis that is run in one size", async () => {
    const shapes = { random_sequence_length_range: [5, 5] } as const;
    const report = await validated(tinySpec, { shapes });
    expect(report.checks).toContainEqual({
      check: "sizes",
      subject: "sequence_length",
      status: "not run",
      reason: "only size 5 was run",
    });
  });

  test("a difference in a file whose nodes have no paths", async () => {
    const nameless = withElement("layer.0.weight", 9, 4);
    const nodes = nameless.graph.nodes.map((node) => ({ ...node, name: "" }));
    const { divergence } = await validated({ ...nameless, graph: { ...nameless.graph, nodes } });
    expect(divergence).toEqual({ reason: expect.stringMatching(/no value of the file has a counterpart/) });
  });
});

test("errors of the checkpoint's reader are not taken for differences", async () => {
  const parameter = () => Promise.reject(new Error("the disk is gone"));
  await expect(validated(tinySpec, { parameter })).rejects.toThrow("the disk is gone");
});
