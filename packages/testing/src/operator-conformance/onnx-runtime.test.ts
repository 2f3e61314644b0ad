import { describe, expect, test } from "@jest/globals";
import * as graph from "@transonnx/graph";
import { encodeModel, type ModelSpec } from "@transonnx/onnx";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { difference } from "./difference.ts";
import { firstOpset, nodeModel } from "./node-model.ts";
import { operatorsOf } from "./run-node-case.ts";
import { chooseSizes, sampleArrays } from "./sample-arrays.ts";

/** The newest opset that any operator here asks for. */
const newestOpset = 24;

async function runByOnnxRuntime(model: ModelSpec, inputs: Readonly<Record<string, graph.NDArray>>) {
  const session = await InferenceSession.create(await encodeModel(model), { logSeverityLevel: 3 });
  const feeds = Object.fromEntries(
    Object.entries(inputs).map(([name, { dtype, data, shape }]) => [
      name,
      new Tensor(dtype as "float32", data as Float32Array, shape),
    ]),
  );
  const results = await session.run(feeds);
  await session.release();
  return model.graph.outputs.map(({ name }): graph.NDArray => {
    const { type, dims, data } = results[name]!;
    return { dtype: type as "float32", shape: dims, data: data as Float32Array };
  });
}

describe("ONNX Runtime computes every operator's samples alike, at the first opset that has it and at the newest", () => {
  test.each([...operatorsOf(graph).values()].map((op) => [op.name, op] as const))("%s", async (_, op) => {
    for (const sample of op.samples) {
      const { attributes = {}, outputs = 1 } = sample;
      const arrays = sampleArrays(sample, chooseSizes(sample, 2));
      const given = arrays.map((array) => array && graph.constant(array));
      const expected = await graph.evaluate(graph.applyAll(op, given, attributes, outputs), { inputs: {} });
      const inputs = Object.fromEntries(arrays.flatMap((array, i) => (array ? [[`${i}`, array] as const] : [])));
      for (const opset of [firstOpset(op, attributes), newestOpset]) {
        const actual = await runByOnnxRuntime(nodeModel(op, attributes, arrays, expected, opset), inputs);
        actual.forEach((array, i) => {
          expect(difference(array, expected[i]!)).toBeUndefined();
        });
      }
    }
  });
});
