import { describe, expect, test } from "@jest/globals";
import type { ModelDefinition } from "@transonnx/core";
import { type ModelGraph, mergeDecoders, toModelSpec } from "@transonnx/exporter";
import { gpt2 } from "@transonnx/gpt2";
import { llama } from "@transonnx/llama";
import { encodeModel, type ModelSpec, type NodeSpec, toStored } from "@transonnx/onnx";
import { t5 } from "@transonnx/t5";
import {
  assertValid,
  type Branch,
  type GenerationPart,
  mergedBranches,
  onnxruntimeNode,
  validateGeneration,
  validateModel,
} from "@transonnx/validator";
import { goldenTensors } from "../goldens/golden-arrays.ts";
import { readGoldens } from "../goldens/read-goldens.ts";
import { goldenGraphs } from "../goldens/run-golden.ts";

/** A golden's graphs with a past, and the models that are written of them. */
function built(definition: ModelDefinition, task: string) {
  const folder = new URL(`../../../../fixtures/goldens/${definition.modelType}`, import.meta.url);
  const golden = readGoldens(folder).find((one) => one.task === task)!;
  const tensors = goldenTensors(golden);
  const graphs = goldenGraphs(definition, golden, tensors);
  const weights = (name: string) => toStored(tensors.get(name)!).data;
  const spec = (name: string) => toModelSpec(graphs[name]!, { opset: 23, weights });
  const branch = (name: string): Branch => {
    const { onnxConfig, inputs, outputs }: ModelGraph = graphs[name]!;
    return { onnxConfig, inputs, outputs, parameter: (key) => tensors.get(key)! };
  };
  const part = async (name: string, model: ModelSpec = spec(name)): Promise<GenerationPart> => ({
    ...branch(name),
    model: await encodeModel(model),
  });
  return { spec, branch, part };
}

const text = (definition: ModelDefinition) => built(definition, "text-generation-with-past");
const seq2seq = built(t5, "text2text-generation-with-past");
const runtime = await onnxruntimeNode();
const STEPS = ["first run: 3 tokens", "step 1: 1 token after 3", "step 2: 1 token after 4", "step 3: 2 tokens after 5"];

describe("generation step by step", () => {
  test.each([gpt2, llama])("of $modelType equals one run without a cache", async (definition) => {
    const report = await validateGeneration({ decoder: await text(definition).part("model"), runtime });
    assertValid(report, { strict: true });
    expect(report.cases.map(({ name }) => name)).toEqual(STEPS);
  });

  test("of T5 goes from the decoder to the one with a past", async () => {
    const [encoder, decoder, decoderWithPast] = await Promise.all(
      ["encoder_model", "decoder_model", "decoder_with_past_model"].map((name) => seq2seq.part(name)),
    );
    const report = await validateGeneration({ encoder, decoder: decoder!, decoderWithPast: decoderWithPast!, runtime });
    assertValid(report, { strict: true });
    expect(report.cases.map(({ name }) => name)).toEqual(STEPS);
  });
});

/** The model with one of its nodes changed. */
const withNode = (
  spec: ModelSpec,
  is: (node: NodeSpec) => boolean,
  change: (node: NodeSpec) => NodeSpec,
): ModelSpec => {
  const at = spec.graph.nodes.findIndex(is);
  expect(at).toBeGreaterThanOrEqual(0);
  return {
    ...spec,
    graph: { ...spec.graph, nodes: spec.graph.nodes.map((node, i) => (i === at ? change(node) : node)) },
  };
};

describe("what only shows after the first run is noticed there", () => {
  test("a past that is left out of one layer", async () => {
    const { spec, part } = text(llama);
    const forgetful = withNode(
      spec("model"),
      ({ opType, inputs }) => opType === "Attention" && inputs.includes("past_key_values.1.key"),
      // The keys and values of the first layer, which have the same shape.
      (node) => ({
        ...node,
        inputs: node.inputs.map((name) => name.replace("past_key_values.1", "past_key_values.0")),
      }),
    );
    const report = await validateGeneration({ decoder: await part("model", forgetful), runtime });
    expect(report.passed).toBe(false);
    const values = report.checks.filter(({ check }) => check === "values");
    expect(values.map(({ case: name, status }) => `${name}: ${status}`).slice(0, 2)).toEqual([
      `${STEPS[0]}: passed`,
      `${STEPS[1]}: failed`,
    ]);
  });

  test("a mask that hides no padding", async () => {
    const { spec, part } = text(gpt2);
    const open = withNode(
      spec("model"),
      ({ opType, inputs }) => opType === "Cast" && inputs[0] === "attention_mask",
      (node) => ({ ...node, attributes: { ...node.attributes }, opType: "Not", inputs: ["never"] }),
    );
    const { graph } = open;
    const masked = {
      ...open,
      graph: {
        ...graph,
        nodes: [
          {
            ...{ opType: "Less", domain: "", name: "never", attributes: {}, outputs: ["never"] },
            inputs: ["attention_mask", "attention_mask"],
          },
          ...graph.nodes.map((node) => (node.inputs[0] === "never" ? { ...node, attributes: {} } : node)),
        ],
      },
    };
    const report = await validateGeneration({ decoder: await part("model", masked), runtime });
    expect(report.checks).toContainEqual(
      expect.objectContaining({ check: "values", status: "failed", case: STEPS[0] }),
    );
  });
});

describe("a merged decoder", () => {
  const { noPast, withPast } = mergedBranches(
    seq2seq.branch("decoder_model"),
    seq2seq.branch("decoder_with_past_model"),
  );
  const merged = mergeDecoders(seq2seq.spec("decoder_model"), seq2seq.spec("decoder_with_past_model"));

  test.each([
    ["without a past", noPast],
    ["with a past", withPast],
  ])("is its half %s", async (_, branch) => {
    assertValid(await validateModel({ ...branch, model: await encodeModel(merged), runtime }), { strict: true });
  });

  test("generates as they do, one after the other", async () => {
    const model = await encodeModel(merged);
    const report = await validateGeneration({
      encoder: await seq2seq.part("encoder_model"),
      decoder: { ...noPast, model },
      decoderWithPast: { ...withPast, model },
      runtime,
    });
    assertValid(report, { strict: true });
  });

  test("whose branches are exchanged fails", async () => {
    const exchanged = withNode(
      merged,
      ({ opType }) => opType === "If",
      (node) => ({
        ...node,
        attributes: { then_branch: node.attributes.else_branch!, else_branch: node.attributes.then_branch! },
      }),
    );
    const report = await validateModel({ ...withPast, model: await encodeModel(exchanged), runtime, locate: false });
    expect(report.passed).toBe(false);
  });
});
