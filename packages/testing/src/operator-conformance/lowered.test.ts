import { describe, expect, test } from "@jest/globals";
import { lower, OpsetError, toGraphSpec } from "@transonnx/exporter";
import * as graph from "@transonnx/graph";
import { encodeModel } from "@transonnx/onnx";
import { runOnnx } from "../onnxruntime/run-onnx.ts";
import { difference } from "./difference.ts";
import { firstOpset, nodeModel } from "./node-model.ts";
import { operatorsOf } from "./run-node-case.ts";
import { chooseSizes, sampleArrays } from "./sample-arrays.ts";

/** Each the last before a form that changed: axes of reductions and of Pad, wrapping Pad, images of GridSample. */
const opsets = [13, 17, 18, 19];

type NamedTensors = Readonly<Record<string, graph.Tensor>>;

/** The outputs in the operators of the opset; undefined where it has none for them. */
function lowered(inputs: NamedTensors, outputs: NamedTensors, opset: number): NamedTensors | undefined {
  try {
    return lower(inputs, outputs, { opset });
  } catch (error) {
    if (error instanceof OpsetError) return undefined;
    throw error;
  }
}

describe("ONNX Runtime computes every operator's samples alike as they are written for older opsets", () => {
  test.each([...operatorsOf(graph).values()].map((op) => [op.name, op] as const))("%s", async (_, op) => {
    for (const { inputs: given, attributes = {}, outputs: count = 1, ...sample } of op.samples) {
      const whole = { inputs: given, attributes, ...sample };
      const arrays = sampleArrays(whole, chooseSizes(whole, 2));
      const tensors = given.map(
        (type, i) => type && ("data" in type ? graph.constant(type) : graph.input(`${i}`, arrays[i]!)),
      );
      const isInput = (i: number) => tensors[i]?.source.kind === "input";
      const byName = <T>(all: readonly (T | undefined)[]): Record<string, T> =>
        Object.fromEntries(all.flatMap((x, i) => (x && isInput(i) ? [[`${i}`, x]] : [])));
      const results = graph.applyAll(op, tensors, attributes, count);
      const expected = await graph.evaluate(results, { inputs: byName(arrays) });
      const outputs = Object.fromEntries(results.map((tensor, i) => [`out${i}`, tensor]));
      for (const opset of opsets) {
        const written = lowered(byName(tensors), outputs, opset);
        if (!written) {
          expect(opset).toBeLessThan(firstOpset(op, attributes));
          continue;
        }
        const noWeights = () => {
          throw new Error("a sample has no weights");
        };
        const spec = nodeModel(op, {}, [], [], opset);
        const model = await encodeModel({
          ...spec,
          opsets: [{ domain: "", version: opset }],
          graph: toGraphSpec(op.name, byName(tensors), written, noWeights),
        });
        const actual = await runOnnx(model, (run) => run(byName(arrays)));
        expected.forEach((array, i) => {
          expect(difference(actual[`out${i}`]!, array)).toBeUndefined();
        });
      }
    }
  });
});
