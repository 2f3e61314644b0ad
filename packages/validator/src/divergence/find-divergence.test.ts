import { beforeAll, expect, test } from "@jest/globals";
import { arrayOf } from "@transonnx/graph";
import { encodeModel, type ModelSpec } from "@transonnx/onnx";
import { tinyReference, tinySpec, withElement, withNode } from "../../test/tiny-model.ts";
import { openModelFile } from "../model/model-file.ts";
import { onnxruntimeNode } from "../runtime/onnxruntime-node.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { findDivergence } from "./find-divergence.ts";

let runtime: Runtime;
beforeAll(async () => {
  runtime = await onnxruntimeNode();
});

const inputs = {
  input_ids: arrayOf("int64", [1, 3], [4, 5, 6]),
  attention_mask: arrayOf("int64", [1, 3], [1, 1, 1]),
};

async function divergenceOf(spec: ModelSpec, mostProbes?: number) {
  const { outputs, parameter } = tinyReference();
  const file = await openModelFile({ bytes: await encodeModel(spec) });
  const search = { runtime, file, outputs: Object.values(outputs), parameter, inputs, feeds: inputs, relative: 0.1 };
  return findDivergence({ ...search, mostProbes });
}

test.each([1, 2, 3, 256])(
  "the first node that differs is found by asking for %i values at a time",
  async (mostProbes) => {
    expect(await divergenceOf(withElement("embeddings.weight", 33, 4), mostProbes)).toMatchObject({
      node: "embeddings/Gather",
    });
    expect(await divergenceOf(withElement("layer.0.bias", 0, 4), mostProbes)).toMatchObject({ node: "layer.0/Gemm" });
    expect(await divergenceOf(withElement("layer.1.bias", 0, 4), mostProbes)).toMatchObject({
      ...{ node: "layer.1/Gemm", path: "layer.1", op: "Gemm", initializers: ["layer.1.weight", "layer.1.bias"] },
      ...{ maxDifference: expect.any(Number), at: [0, 0], expected: expect.any(Number), found: expect.any(Number) },
    });
  },
);

test("an operator's body is followed where the file has it instead of the operator", async () => {
  const { nodes, initializers } = tinySpec.graph;
  const node = { ...nodes[0]!, attributes: {} };
  const part = (op: string, names: readonly string[], output = `layer.1/${op}`) => ({
    ...{ ...node, opType: op, name: `layer.1/${op}`, inputs: names, outputs: [output] },
  });
  const scalar = (name: string, value: number) => ({
    ...{ name, dtype: "float32" as const, shape: [], data: new Uint8Array(new Float32Array([value]).buffer) },
  });
  const withBody = (half: number): ModelSpec => ({
    ...tinySpec,
    graph: {
      ...tinySpec.graph,
      initializers: [...initializers, scalar("root", Math.SQRT2), scalar("one", 1), scalar("half", half)],
      nodes: nodes.flatMap((one) =>
        one.name === "layer.1/Gelu"
          ? [
              part("Div", ["layer.1/Gemm", "root"]),
              part("Erf", ["layer.1/Div"]),
              part("Add", ["layer.1/Erf", "one"]),
              part("Mul", ["layer.1/Gemm", "layer.1/Add"]),
              { ...part("Mul", ["layer.1/Mul", "half"], "layer.1/Gelu"), name: "layer.1/Mul_1" },
            ]
          : [one],
      ),
    },
  });
  expect(await divergenceOf(withBody(0.5))).toEqual({ reason: expect.stringMatching(/all \d+ values .* agree/) });
  expect(await divergenceOf(withBody(0.25))).toMatchObject({ node: "layer.1/Mul_1", initializers: ["half"] });
});

test("where all values agree it says so", async () => {
  expect(await divergenceOf(tinySpec)).toEqual({ reason: expect.stringMatching(/^all 10 values .* agree/) });
});

test("a copy that the runtime refuses is a reason, not an error", async () => {
  const broken = withNode("layer.1/Gelu", { opType: "NoSuchOperator", name: "layer.1/NoSuchOperator" });
  expect(await divergenceOf(broken)).toEqual({
    reason: expect.stringMatching(/^intermediate values cannot be computed/),
  });
});
