import { describe, expect, test } from "@jest/globals";
import * as graph from "@transonnx/graph";
import { encodeModel } from "@transonnx/onnx";
import { runOnnx } from "../onnxruntime/run-onnx.ts";
import { difference } from "./difference.ts";
import { firstOpset, nodeModel } from "./node-model.ts";
import { operatorsOf } from "./run-node-case.ts";
import { chooseSizes, sampleArrays } from "./sample-arrays.ts";
import { samplesOf } from "./samples-of.ts";

/** The newest opset that any operator here asks for. */
const newestOpset = 24;

describe("ONNX Runtime computes every operator's samples alike, at the first opset that has it and at the newest", () => {
  test.each([...operatorsOf(graph).values()].map((op) => [op.name, op] as const))("%s", async (_, op) => {
    for (const sample of samplesOf(op)) {
      const { attributes = {}, outputs = 1 } = sample;
      const arrays = sampleArrays(sample, chooseSizes(sample, 2));
      const given = arrays.map((array) => array && graph.constant(array));
      const expected = await graph.evaluate(graph.applyAll(op, given, attributes, outputs), { inputs: {} });
      const inputs = Object.fromEntries(arrays.flatMap((array, i) => (array ? [[`${i}`, array] as const] : [])));
      for (const opset of [firstOpset(op, attributes), newestOpset]) {
        const model = await encodeModel(nodeModel(op, attributes, arrays, expected, opset));
        const actual = await runOnnx(model, (run) => run(inputs));
        expected.forEach((array, i) => {
          expect(difference(actual[`out${i}`]!, array)).toBeUndefined();
        });
      }
    }
  });
});
